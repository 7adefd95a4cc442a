/** Cancels what was to run. */
export type Cancel = () => void;

/**
 * The only place where the program reads the time or waits for it. Everything else is given a clock, so that tests can
 * set it. A limit on a wait for something outside the program may use the system clock, since tests cannot move that.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` once, after so many milliseconds. @param stays keeps the process alive until then. */
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

/** Calls `run` at every interval until it is cancelled. */
export function every(clock: Pick<Clock, 'after'>, milliseconds: number, run: () => void): Cancel {
  const again = () => {
    cancel = clock.after(milliseconds, again);
    run();
  };
  let cancel = clock.after(milliseconds, again);
  return () => cancel();
}

/** A clock that stands still until it is moved. Moving it runs what is due by then, in order. */
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

// A busy server asks for the same instant many times in a millisecond. Formatting one costs as much as reading a row.
const kept = 64;
const moments = new Array<number>(kept).fill(Number.NaN);
const instants = new Array<Instant>(kept).fill('');

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
