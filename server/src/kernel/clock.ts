/** Calls what waited off. */
export type Cancel = () => void;

/**
 * The only place where the program looks at a clock or waits for one. Everything else is given one, so tests can set it;
 * what bounds a wait on something outside, which no clock of ours moves, takes the system's.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs something once, so many milliseconds from now. @param stays whether the process stays for it alone. */
  after(milliseconds: number, run: () => void, stays?: 'stays'): Cancel;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run, stays) {
    const timer = setTimeout(run, milliseconds);
    if (!stays) timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Again and again, until it is called off. */
export function every(clock: Pick<Clock, 'after'>, milliseconds: number, run: () => void): Cancel {
  const again = () => {
    cancel = clock.after(milliseconds, again);
    run();
  };
  let cancel = clock.after(milliseconds, again);
  return () => cancel();
}

/** A clock that stands still until it is moved; what is due by then runs as it is moved, in its order. */
export function fixedClock(start: string | number): Clock & { advance(milliseconds: number): void } {
  let at = typeof start === 'number' ? start : Date.parse(start);
  const waiting = new Set<{ readonly due: number; readonly run: () => void }>();
  return {
    now: () => at,
    after(milliseconds, run) {
      const timer = { due: at + milliseconds, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(milliseconds) {
      at += milliseconds;
      const due = [...waiting].filter((timer) => timer.due <= at).sort((a, b) => a.due - b.due);
      for (const timer of due) if (waiting.delete(timer)) timer.run();
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
