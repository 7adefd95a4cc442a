import { AppError } from '../../kernel/app-error.ts';

// Hashing more than the cores can carry helps nobody; past this line the rest are told to come back.
const maxWaiting = 200;

const windowMs = 100;
/** Requests without a hash within a window, from which on others count as present. */
const present = 10;

/**
 * How many passwords are hashed at once. Alone, one more than there are cores: the one more keeps the cores hashing while
 * the event loop is on its way to hand out the next (measured on a busy machine: 89 instead of 70 % of the bare rate). As soon as others ask
 * for things that need no hash, one core is left to them: whoever floods us with wrong passwords slows sign-ins, not
 * everybody (measured on a busy machine: p99 of a read beside 32 such clients 1.3 instead of 3.4 times what it is alone).
 */
export class HashingSlots {
  readonly #cores: number;
  readonly #now: () => number;
  #active = 0;
  readonly #queue: (() => void)[] = [];
  #requests = 0;
  #hashes = 0;
  #othersPresent = false;
  #windowEndsAt = 0;

  /** @param now monotonic milliseconds. */
  constructor(cores: number, now: () => number = () => performance.now()) {
    this.#cores = cores;
    this.#now = now;
  }

  /** Told of every request, whatever it needs. */
  noteRequest(): void {
    this.#requests++;
    const now = this.#now();
    if (now < this.#windowEndsAt) return;
    // Each request that hashes counts on both sides; what is over came for something else.
    this.#othersPresent = this.#requests - this.#hashes > present;
    this.#requests = 0;
    this.#hashes = 0;
    this.#windowEndsAt = now + windowMs;
  }

  /** Runs `work` once there is a slot. Throws `unavailable` when too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#hashes++;
    if (this.#active < this.#limit) this.#active++;
    else {
      if (this.#queue.length >= maxWaiting) throw new AppError('unavailable', { retryAfter: 2 });
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      this.#active--;
      this.#letIn();
    }
  }

  get #limit(): number {
    return this.#othersPresent ? Math.max(1, this.#cores - 1) : this.#cores + 1;
  }

  /** As many of those who wait as there is room for by now: the limit may have changed either way. */
  #letIn(): void {
    while (this.#active < this.#limit) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#active++;
      next();
    }
  }
}
