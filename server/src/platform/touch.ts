import type { Database, Writer } from '../db/open.ts';
import { type Cancel, type Clock, type Instant, instantOf, minutes } from '../kernel/clock.ts';
import type { Logger } from './log/logger.ts';

/** A mark to be written soon. Of several touches with one key within a second, the last one wins. */
export interface Touch {
  /** Touches with equal keys replace one another. */
  readonly key: string;
  /**
   * Writes the mark. This may run more than once, when the database asks for a repeat, and may be undone, so it changes
   * nothing but rows. If it returns a function, that one is called once, after the commit, and may change other things.
   */
  apply(writer: Writer): Promise<unknown>;
}

/** A count that goes on while it is being written. */
export interface Counting {
  readonly key: string;
  /** Takes the state of now as the touch to write. */
  begin(): Touch;
}

// More frequent marks would cost a write for every click, and nobody needs to know the second.
const markEveryMs = minutes(1);

/** Whether another mark is due after the last one: once a minute, or more often where `every` is shorter. */
export function isMarkDue(marked: Instant | null, now: number, every = markEveryMs): boolean {
  const wait = Math.min(every, markEveryMs);
  if (marked === null || marked < instantOf(now - wait)) return true;
  // A mark in the future comes from a clock that was ahead.
  return marked > instantOf(now + markEveryMs);
}

const flushAfterMs = 500;

/**
 * Marks of use, counters and clicks. They are written in batches within a second, and not journaled
 * (docs/rules.md#writes-and-touches). A crash may lose the last second of them. Nothing that was promised to anybody is
 * written this way.
 */
export class Touches {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #log: Logger;
  #waiting = new Map<string, Touch | Counting>();
  #timer: Cancel | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(database: Database, clock: Clock, log: Logger) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
  }

  add(touch: Touch | Counting): void {
    this.#waiting.set(touch.key, touch);
    this.#timer ??= this.#clock.after(flushAfterMs, () => {
      this.#timer = null;
      this.flush().catch((error: unknown) => this.#log.warn({ err: error }, 'use marks were not written'));
    });
  }

  /** Writes what waits. Called by a timer and before closing. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => {}).then(() => this.#writeWaiting());
    return this.#flushing;
  }

  async #writeWaiting(): Promise<void> {
    // Every node locks the rows in one order, so that no two nodes wait for each other's rows.
    const due = [...this.#waiting.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    if (due.length === 0) return;
    this.#waiting = new Map();
    const batch = due.map((touch) => ('begin' in touch ? touch.begin() : touch));
    const afterwards = await this.#database.transaction(async (writer) => {
      const answers: unknown[] = [];
      for (const touch of batch) answers.push(await touch.apply(writer));
      return answers;
    });
    for (const effect of afterwards) if (typeof effect === 'function') effect();
  }
}
