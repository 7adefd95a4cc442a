import type { Database, Writer } from '../db/open.ts';
import { type Cancel, type Clock, type Instant, instantOf, minutes } from '../kernel/clock.ts';
import type { Logger } from './log/logger.ts';

/** A use mark to be written soon: the last of one key within a second wins. */
export interface Touch {
  /** Marks with equal keys replace one another. */
  readonly key: string;
  /**
   * Writes it. May run more than once, when the database asks to repeat, or be undone: it changes nothing but rows. A
   * function that it answers is called once, after the commit, and may change more.
   */
  apply(writer: Writer): Promise<unknown>;
}

/** A count that goes on while it is written. */
export interface Counting {
  readonly key: string;
  /** Fixes what is written now. */
  begin(): Touch;
}

// Finer marks would cost a write for every click, and nobody asks for the second.
const markEveryMs = minutes(1);

/** Whether what was last marked then is worth another mark now: once a minute, or oftener where `every` is less. */
export function isMarkDue(marked: Instant | null, now: number, every = markEveryMs): boolean {
  const wait = Math.min(every, markEveryMs);
  if (marked === null || marked < instantOf(now - wait)) return true;
  // Of a clock that was ahead.
  return marked > instantOf(now + markEveryMs);
}

const flushAfterMs = 500;

/**
 * Use marks, counters and clicks: batched, written within a second, not journaled (docs/rules.md#writes-and-touches).
 * Losing the last second of them in a crash is accepted; nothing that somebody was promised goes this way.
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

  /** Writes what waits; called on a timer and before closing. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => {}).then(() => this.#writeWaiting());
    return this.#flushing;
  }

  async #writeWaiting(): Promise<void> {
    // Every node takes the rows in one order: none waits for a row of another that waits for one of its own.
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
