import type { Origin } from '../../kernel/actor.ts';
import { instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { perContext } from '../../platform/per-context.ts';
import { clientName } from './client-name.ts';
import { callMark, lastUsedMark, seenMark, type Use, useMark } from './use-queries.ts';

const exchangesEveryMs = minutes(1);
const callsEveryMs = minutes(10);
/** Of each kind, what is remembered; whoever is forgotten early is written once more. */
const maxRemembered = 20_000;

/**
 * Notes who uses a token and what for, so that members see what would stop working without it. Use marks
 * (docs/rules.md#writes-and-touches): losing the last minute of them shows a use a minute early, and nothing that somebody
 * was promised. What was noted a moment ago is remembered here and not written again.
 */
class TokenUses {
  readonly #ctx: Context;
  /** By token, address and user agent: when it was written, and how many exchanges there were since. */
  readonly #exchanges = new Map<string, { writtenAt: number; since: number }>();
  /** By token, what it called, and from where: when it was written. */
  readonly #calls = new Map<string, number>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** A token was exchanged. */
  exchanged(tokenId: string, origin: Origin): void {
    const now = this.#ctx.now();
    const key = `${tokenId}\n${origin.remoteIp}\n${origin.userAgent}`;
    const known = this.#exchanges.get(key);
    if (known && isWithin(exchangesEveryMs, known.writtenAt, now)) {
      known.since++;
      return;
    }
    const counted = { writtenAt: now, since: (known?.since ?? 0) + 1 };
    remember(this.#exchanges, key, counted);
    const [use, at] = [useOf(tokenId, origin), instantOf(now)];
    // A use mark: losing the last one shows a use a minute early at most.
    this.#ctx.touch(lastUsedMark(use, at));
    // A use mark: losing the last one misses a minute of exchanges.
    this.#ctx.touch(
      useMark(use, at, {
        count: () => counted.since,
        written(count) {
          counted.since -= count;
        },
      }),
    );
  }

  /** A JWT of it was used here, on a route of this scope. Exchanges are what is counted. */
  called(tokenId: string, scope: string, origin: Origin): void {
    const key = `${tokenId}\n${scope}\n${origin.remoteIp}\n${origin.userAgent}`;
    if (!this.#isDue(key)) return;
    const at = instantOf(this.#ctx.now());
    // A use mark: losing the last one shows a use ten minutes early at most.
    this.#ctx.touch(seenMark(useOf(tokenId, origin), at));
    // A use mark: a token that needs the scope soon calls it again.
    this.#ctx.touch(callMark({ tokenId, scope, application: '' }, at));
  }

  /** A service asked about a JWT of it, and said what it is about to do. */
  introspected(tokenId: string, scope: string, application: string): void {
    if (!this.#isDue(`${tokenId}\n${scope}\n${application}`)) return;
    // A use mark: as above.
    this.#ctx.touch(callMark({ tokenId, scope, application }, instantOf(this.#ctx.now())));
  }

  #isDue(key: string): boolean {
    const now = this.#ctx.now();
    const writtenAt = this.#calls.get(key);
    if (writtenAt !== undefined && isWithin(callsEveryMs, writtenAt, now)) return false;
    remember(this.#calls, key, now);
    return true;
  }
}

export const tokenUsesOf = perContext((ctx) => new TokenUses(ctx));

/** Also when the clock was ahead meanwhile: what was written then is not a moment ago. */
const isWithin = (span: number, then: number, now: number): boolean => Math.abs(now - then) < span;

const useOf = (tokenId: string, { remoteIp, userAgent }: Origin): Use => ({
  tokenId,
  remoteIp: remoteIp ?? '',
  client: clientName(userAgent) ?? '',
});

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= maxRemembered && !map.has(key)) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}
