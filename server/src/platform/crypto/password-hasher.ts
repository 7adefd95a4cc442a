import { availableParallelism } from 'node:os';
import { normalisePassword } from '@loge/protocol';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../kernel/app-error.ts';
import { randomSecret } from '../../kernel/ids.ts';

export interface Argon2Parameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

// Hashing more than the cores can carry helps nobody; past this line the rest are told to come back.
const maxWaiting = 200;

/**
 * argon2id (RFC 9106) off the event loop, at most one more than there are cores at a time: a flood of sign-ins queues
 * here and leaves the event loop to everybody else. The one more keeps the cores hashing while the event loop is on its
 * way to hand out the next (measured: 89 instead of 70 % of the bare rate).
 */
export class PasswordHasher {
  readonly #options;
  readonly #slots = availableParallelism() + 1;
  #active = 0;
  readonly #queue: (() => void)[] = [];
  /** Verified against when no account matches, so that an unknown account costs the same time. */
  readonly #decoy: Promise<string>;

  constructor(parameters: Argon2Parameters) {
    this.#options = {
      // `Algorithm.Argon2id`; the package's const enum cannot be read under isolatedModules.
      algorithm: 2,
      memoryCost: parameters.memoryKib,
      timeCost: parameters.iterations,
      parallelism: parameters.parallelism,
    };
    this.#decoy = this.hash(randomSecret());
  }

  /** PHC string. Throws `unavailable` when too many wait. */
  hash(password: string): Promise<string> {
    return this.#limited(() => hash(normalisePassword(password), this.#options));
  }

  /** Whether the password fits; null stands for an account that does not exist and never fits. */
  async fits(phc: string | null, password: string): Promise<boolean> {
    const against = phc ?? (await this.#decoy);
    const fits = await this.#limited(() => verify(against, normalisePassword(password)));
    return fits && phc !== null;
  }

  async #limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.#active >= this.#slots) {
      if (this.#queue.length >= maxWaiting) throw new AppError('unavailable', { retryAfter: 2 });
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else {
      this.#active++;
    }
    try {
      return await work();
    } finally {
      // Hand the slot to the next in line, or give it back.
      const next = this.#queue.shift();
      if (next) next();
      else this.#active--;
    }
  }
}
