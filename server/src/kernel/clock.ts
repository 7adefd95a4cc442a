/** The only place where the program looks at a clock. Everything else is given one, so tests can set it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved. */
export function fixedClock(start: string | number): Clock & { advance(milliseconds: number): void } {
  let at = typeof start === 'number' ? start : Date.parse(start);
  return {
    now: () => at,
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}

/** ISO 8601 in UTC with milliseconds, the one form in which instants are stored and answered. */
export type Instant = string;

export function instantOf(milliseconds: number): Instant {
  const at = milliseconds & (kept - 1);
  if (moments[at] !== milliseconds) {
    instants[at] = new Date(milliseconds).toISOString();
    moments[at] = milliseconds;
  }
  return instants[at] as Instant;
}

// A busy server asks for the same instant many times in a millisecond, and writing one costs as much as reading a row.
const kept = 64;
const moments = new Array<number>(kept).fill(Number.NaN);
const instants = new Array<Instant>(kept).fill('');

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
