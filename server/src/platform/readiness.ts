import { type Cancel, type Clock, seconds, systemClock } from '../kernel/clock.ts';

/** Every proxy may probe several times a second. The database is asked once a second. */
const askEveryMs = seconds(1);
/** A probe waits for a shorter time than a request may. */
const answerWithinMs = seconds(1);

/** Whether this node may be sent requests. */
export class Readiness {
  readonly #clock: Clock;
  readonly #check: () => Promise<unknown>;
  #leaving = false;
  #askedAt = Number.NaN;
  #answer: Promise<boolean> = Promise.resolve(false);

  /** @param check rejects when something that every request needs is unavailable. */
  constructor(clock: Clock, check: () => Promise<unknown>) {
    this.#clock = clock;
    this.#check = check;
  }

  /** Whether this node was told to stop. Proxies should then send requests elsewhere, and keep no connection. */
  get leaving(): boolean {
    return this.#leaving;
  }

  leave(): void {
    this.#leaving = true;
  }

  async isReady(): Promise<boolean> {
    const now = this.#clock.now();
    // This condition also holds when the clock was set back.
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
