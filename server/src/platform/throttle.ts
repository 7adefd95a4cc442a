import ipaddr from 'ipaddr.js';
import type { Reader } from '../db/open.ts';
import { AppError } from '../kernel/app-error.ts';
import { type Clock, instantOf } from '../kernel/clock.ts';
import type { Keyring } from './crypto/keyring.ts';
import { addToStored, storedCount } from './throttling/stored-counts.ts';
import type { Counting } from './touch.ts';

/** How many attempts of one kind are allowed within a window. */
export interface Limit {
  /** What is counted, such as `sign-in:account-network`. */
  readonly name: string;
  /** Whom the attempts are counted for. Stored only as a keyed hash. */
  readonly subject: string;
  readonly max: number;
  readonly windowMs: number;
}

interface Counter {
  /** Attempts within the window, as far as this node knows. */
  count: number;
  endsAt: number;
  /** How many of these attempts are not yet in the database. */
  unshared: number;
  /** Whether counting began anew since the database was last updated. */
  forgotten: boolean;
  /** How often counting began anew. A write to the database that was under way then is ignored when it returns. */
  epoch: number;
}

interface Taken {
  /** Attempts within the window, this one included. */
  readonly count: number;
}

const maxCounters = 100_000;

/**
 * Fixed-window counters of attempts. They are kept in memory, so that checking costs nothing. Through the database they
 * are shared between nodes within a second, and survive restarts (docs/rules.md#throttling).
 */
export class Throttle {
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #keyring: Keyring;
  readonly #touch: (touch: Counting) => void;
  /** When false, nothing is counted and everything is allowed. */
  readonly enabled: boolean;
  readonly #counters = new Map<string, Counter>();
  readonly #here = new Map<string, { count: number; endsAt: number }>();

  constructor(parts: {
    reader: Reader;
    clock: Clock;
    keyring: Keyring;
    touch: (touch: Counting) => void;
    enabled: boolean;
  }) {
    this.#reader = parts.reader;
    this.#clock = parts.clock;
    this.#keyring = parts.keyring;
    this.#touch = parts.touch;
    this.enabled = parts.enabled;
  }

  /**
   * Counts one attempt against every limit before it is made, so that concurrent attempts cannot pass together. Throws
   * `throttled` with the seconds to wait. Returns the counts in the order of `limits`.
   */
  async take(limits: readonly Limit[]): Promise<readonly Taken[]> {
    if (!this.enabled) return limits.map(() => ({ count: 0 }));
    const counters = await Promise.all(limits.map((limit) => this.#counter(limit)));
    const now = this.#clock.now();
    for (const [index, counter] of counters.entries()) {
      const limit = limits[index];
      if (limit && counter.count >= limit.max) {
        throw throttled(counter.endsAt - now);
      }
    }
    return counters.map((counter, index) => {
      counter.count++;
      counter.unshared++;
      const limit = limits[index];
      if (limit) this.#share(limit, counter);
      return { count: counter.count };
    });
  }

  /** Like `take`, but returns whether the attempt is allowed instead of throwing. For acts that are silently skipped. */
  async allows(limits: readonly Limit[]): Promise<boolean> {
    try {
      await this.take(limits);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'throttled') return false;
      throw error;
    }
  }

  /** How many attempts all nodes counted within the window. Counts none itself. */
  async counted(limit: Limit): Promise<number> {
    if (!this.enabled) return 0;
    const key = this.#key(limit);
    const now = this.#clock.now();
    const stored = await this.#stored(key, now);
    const known = this.#counters.get(key);
    if (!known || known.endsAt <= now) return stored?.count ?? 0;
    // The counter was forgotten here and the database does not know yet, so the stored count is out of date.
    return known.forgotten ? known.count : Math.max(known.count, stored?.count ?? 0);
  }

  /** Takes one attempt back, because it was no failure. */
  async giveBack(limits: readonly Limit[]): Promise<void> {
    if (!this.enabled) return;
    for (const limit of limits) {
      const counter = await this.#counter(limit);
      counter.count--;
      counter.unshared--;
      this.#share(limit, counter);
    }
  }

  /**
   * Like `take`, but counts in this node's memory alone. For budgets so wide that nodes need not agree, on routes that are
   * called too often for a write. Throws `throttled`.
   */
  takeHere(limits: readonly Limit[]): void {
    if (!this.enabled) return;
    const now = this.#clock.now();
    for (const limit of limits) {
      const key = `${limit.name}\n${limit.subject}`;
      const known = this.#here.get(key);
      const counter =
        known && known.endsAt > now
          ? notBeyond(known, now + limit.windowMs)
          : { count: 0, endsAt: now + limit.windowMs };
      if (counter !== known) {
        makeRoom(this.#here, now);
        this.#here.set(key, counter);
      }
      if (counter.count >= limit.max) throw throttled(counter.endsAt - now);
      counter.count++;
    }
  }

  /** Forgets what was counted, because the attempt succeeded. */
  async forget(limits: readonly Limit[]): Promise<void> {
    if (!this.enabled) return;
    for (const limit of limits) {
      const counter = await this.#counter(limit);
      counter.count = 0;
      counter.unshared = 0;
      counter.forgotten = true;
      counter.epoch++;
      this.#share(limit, counter);
    }
  }

  async #counter(limit: Limit): Promise<Counter> {
    const key = this.#key(limit);
    const now = this.#clock.now();
    const known = this.#counters.get(key);
    if (known && known.endsAt > now) return notBeyond(known, now + limit.windowMs);
    const stored = known ? undefined : await this.#stored(key, now);
    // Another attempt may have made the counter during the read.
    const raced = this.#counters.get(key);
    if (raced && raced.endsAt > now) return notBeyond(raced, now + limit.windowMs);
    const counter = stored
      ? notBeyond(stored, now + limit.windowMs)
      : { count: 0, endsAt: now + limit.windowMs, unshared: 0, forgotten: false, epoch: 0 };
    makeRoom(this.#counters, now);
    this.#counters.set(key, counter);
    return counter;
  }

  async #stored(key: string, now: number): Promise<Counter | undefined> {
    const [row] = await storedCount(this.#reader, { key, now: instantOf(now) });
    return (
      row && {
        count: row.count,
        endsAt: Date.parse(row.window_ends_at),
        unshared: 0,
        forgotten: false,
        epoch: 0,
      }
    );
  }

  /** Adds this node's attempts to the stored count, and learns the total of all nodes. */
  #share(limit: Limit, counter: Counter): void {
    const key = this.#key(limit);
    // A counter is a touch: a crash may lose the attempts of its last second.
    this.#touch({
      key: `throttle:${key}`,
      begin: () => {
        const { unshared, forgotten, endsAt, epoch } = counter;
        const share = { key, unshared, forgotten, endsAt, windowMs: limit.windowMs };
        return {
          key,
          apply: async (writer) => {
            const total = await addToStored(writer, share, this.#clock.now());
            return () => {
              // Counting began anew meanwhile, so this total is out of date.
              if (counter.epoch !== epoch) return;
              counter.unshared -= unshared;
              counter.forgotten = false;
              counter.count = total.count + counter.unshared;
              counter.endsAt = total.endsAt;
            };
          },
        };
      },
    });
  }

  #key(limit: Limit): string {
    return this.#keyring.mac('throttle', `${limit.name}\n${limit.subject}`);
  }
}

/**
 * No window may end later than one that begins now. A clock that was ahead may have begun such a window, which would keep
 * people out for as long as the clock was ahead.
 */
function notBeyond<C extends { endsAt: number }>(counter: C, latest: number): C {
  if (counter.endsAt > latest) counter.endsAt = latest;
  return counter;
}

const throttled = (waitMs: number): AppError =>
  new AppError('throttled', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });

function makeRoom(counters: Map<string, { readonly endsAt: number }>, now: number): void {
  if (counters.size < maxCounters) return;
  for (const [key, counter] of counters) if (counter.endsAt <= now) counters.delete(key);
  // When the map is still full, the oldest counters go, whose windows end first anyway.
  for (const key of counters.keys()) {
    if (counters.size < maxCounters) break;
    counters.delete(key);
  }
}

/** The network that an address counts for: the address itself for IPv4, its /64 for IPv6 (a household has a whole /64). */
export function networkOf(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}
