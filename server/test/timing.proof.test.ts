import type { AddressInfo } from 'node:net';
import { beforeAll, expect, it } from 'vitest';
import { newTokenSecret } from '../src/features/api-tokens/token-secret.ts';
import { progress, tell } from './effort.ts';
import { databaseKinds, onEachDatabase, type TestApp } from './harness.ts';
import { type Stopwatch, stopwatch } from './stopwatch.ts';
import { makeToken } from './tokens.ts';

const rounds = 500;
const atMost = 0.05;

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Milliseconds of the one and the other, which shared their moment: what else the machine does weighs on both. */
type Pair = readonly [one: number, other: number];

/** How far apart the two are, as a share of what they take. A difference that is there shows every time. */
async function apart(what: string, pair: (round: number) => Promise<Pair>) {
  const measure = async () => {
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round++) {
      progress(what, round, rounds);
      pairs.push(await pair(round));
    }
    const [one, other] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
    return { one, other, share: Math.abs(median(pairs.map(([a, b]) => a - b))) / Math.min(one, other) };
  };
  let found = await measure();
  for (let again = 0; again < 2 && found.share >= atMost; again++) found = await measure();
  const words = `medians ${found.one.toFixed(2)} and ${found.other.toFixed(2)} ms, ${(100 * found.share).toFixed(1)} % apart`;
  return { ...found, words };
}

/** Each in its turn first, and after something that leaves everything equally warm. */
async function inTurn(
  round: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<Pair> {
  if (round % 2 === 0) return [await one(), await other()];
  const second = await other();
  return [await one(), second];
}

onEachDatabase(
  'what time tells',
  (test: () => TestApp) => {
    let watch: Stopwatch;
    const kind = () => databaseKinds.find((name) => name === test().app.database.kind) ?? '';
    beforeAll(async () => {
      const { http } = test();
      await http.listen({ host: '127.0.0.1', port: 0 });
      watch = stopwatch((http.server.address() as AddressInfo).port);
      return () => watch.stop();
    });

    // ASVS 6.3.8
    it(`signing in: a wrong password and an account that does not exist, ${rounds} pairs`, {
      timeout: 0,
    }, async () => {
      const who = await test().person();
      const timed = async (login: string) => {
        const session = { login, password: 'not the one at all' };
        await watch.time('/v1/sessions', { session: { ...session, login: 'somebody-else@example.test' } });
        const { status, milliseconds } = await watch.time('/v1/sessions', { session });
        expect(status).toBe(401);
        return milliseconds;
      };
      const { share, words } = await apart('sign-in', (round) =>
        inTurn(
          round,
          () => timed(who.email),
          () => timed(`nobody${round}@example.test`),
        ),
      );
      tell(kind(), 'signing in: known and unknown accounts', `${rounds} pairs`, words);
      expect(share, words).toBeLessThan(atMost);
    });

    it(`reporting leaks: with a live token and without, ${rounds} pairs`, { timeout: 0 }, async () => {
      const who = await test().person();
      const report = async (token: string) => {
        const filler = () => Array.from({ length: 9 }, () => newTokenSecret());
        // What the one before left to do, mails and all, is done, and everything is equally warm.
        await test().drain();
        await watch.time('/v1/tokens/leaked', { tokens: filler() });
        await test().drain();
        const { status, milliseconds } = await watch.time('/v1/tokens/leaked', {
          tokens: [...filler(), token],
        });
        expect(status).toBe(202);
        return milliseconds;
      };
      const { share, words } = await apart('leaks', async (round) => {
        const { secret } = await makeToken(test(), who);
        return inTurn(
          round,
          () => report(secret),
          () => report(newTokenSecret()),
        );
      });
      tell(kind(), 'reporting leaks: with a live token and without', `${rounds} pairs`, words);
      expect(share, words).toBeLessThan(atMost);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
