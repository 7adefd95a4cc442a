import { appendFileSync } from 'node:fs';

/**
 * How much is tried. What needs thousands of tries to be believed has two forms: a short one in `npm test`, the same each
 * time, and the long one that `npm run proof` asks for.
 */
export const isLong = process.env.LOGE_TEST_LENGTH === 'long';

/** The short form's number, or the long one's. */
export const effort = (short: number, long: number): number => (isLong ? long : short);

/**
 * Whether another round of a race is due: as many as wanted, and more (up to ten times as many) while one of its ways to
 * end has not come about, for which side a database lets in first is not ours to say.
 */
export const goesOn = (round: number, rounds: number, allTried: boolean): boolean =>
  round < rounds || (!allTried && round < 10 * rounds);

/** What everything drawn by lot begins with: the same each time, but where `npm run proof` draws a new one or is given one. */
export const seed = Number(process.env.LOGE_TEST_SEED ?? 20_261_127);

/** Numbers from 0 to 1 that the seed repeats (mulberry32). */
export function lots(from = seed): () => number {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One line about what was tried and found, for the table of `npm run proof`. */
export function tell(database: string, what: string, tried: string, found: string): void {
  const path = process.env.LOGE_PROOF_NOTES;
  if (path) appendFileSync(path, `${JSON.stringify({ database, what, tried, found })}\n`);
}

/** Says how far a long form is, a few times on its way. */
export function progress(what: string, done: number, all: number): void {
  if (!isLong || done % Math.max(1, Math.floor(all / 20)) !== 0) return;
  process.stderr.write(`${what}: ${done} of ${all}\n`);
}
