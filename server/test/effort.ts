import { appendFileSync } from 'node:fs';

/**
 * How much is tried. A test that needs thousands of tries to be believed has two forms: a short one in `npm test`, the same
 * each time, and a long one in `npm run proof`.
 */
const isLong = process.env.LOGE_TEST_LENGTH === 'long';

/** The number for the short form, or for the long one. */
export const effort = (short: number, long: number): number => (isLong ? long : short);

/**
 * Whether another round of a race is due. There are as many rounds as wanted. There are more (up to ten times as many) while
 * one of the possible outcomes has not happened, because a test cannot decide which side a database lets in first.
 */
export const goesOn = (round: number, rounds: number, allTried: boolean): boolean =>
  round < rounds || (!allTried && round < 10 * rounds);

/** The seed of all random choices. It is the same each time, unless `npm run proof` draws a new one or is given one. */
export const seed = Number(process.env.LOGE_TEST_SEED ?? 20_261_127);

/** Pseudo-random numbers from 0 to 1 that the seed repeats (mulberry32). */
export function lots(from = seed): () => number {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes one line about what was tried and found, for the table of `npm run proof`. */
export function tell(database: string, what: string, tried: string, found: string): void {
  const path = process.env.LOGE_PROOF_NOTES;
  if (path) appendFileSync(path, `${JSON.stringify({ database, what, tried, found })}\n`);
}

/** Reports the progress of a long form, a few times during its run. */
export function progress(what: string, done: number, all: number): void {
  if (!isLong || done % Math.max(1, Math.floor(all / 20)) !== 0) return;
  process.stderr.write(`${what}: ${done} of ${all}\n`);
}
