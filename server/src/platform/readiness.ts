import { type Cancel, type Clock, seconds, systemClock } from '../kernel/clock.ts';

/** Probes come from every proxy several times a second; the database is asked once. */
const askEveryMs = seconds(1);
/** A probe does not wait as long as a request may. */
const answerWithinMs = seconds(1);

/** Whether this node may be sent requests. */
export class Readiness {
  readonly #clock: Clock;
  readonly #check: () => Promise<unknown>;
  #leaving = false;
  #askedAt = Number.NaN;
  #answer: Promise<boolean> = Promise.resolve(false);

  /** @param check rejects when what every request needs is away. */
  constructor(clock: Clock, check: () => Promise<unknown>) {
    this.#clock = clock;
    this.#check = check;
  }

  /** It was told to stop: whoever sends requests should send them elsewhere, and keep no connection. */
  get leaving(): boolean {
    return this.#leaving;
  }

  leave(): void {
    this.#leaving = true;
  }

  async isReady(): Promise<boolean> {
    const now = this.#clock.now();
    // Also when the clock was set back.
    if (!(Math.abs(now - this.#askedAt) < askEveryMs)) {
      this.#askedAt = now;
      this.#answer = this.#ask();
    }
    return (await this.#answer) && !this.#leaving;
  }

  async #ask(): Promise<boolean> {
    let cancel: Cancel = () => {};
    const tooLate = new Promise<boolean>((resolve) => {
      cancel = systemClock.after(answerWithinMs, () => resolve(false), 'stays');
    });
    const answer = this.#check().then(
      () => true,
      () => false,
    );
    return Promise.race([answer, tooLate]).finally(() => cancel());
  }
}
