import { availableParallelism } from 'node:os';
import { normalisePassword } from '@loge/protocol';
import { hash, verify } from '@node-rs/argon2';
import { randomSecret } from '../../kernel/ids.ts';
import { HashingSlots } from './hashing-slots.ts';

export interface Argon2Parameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** argon2id (RFC 9106) off the event loop, as many at a time as `HashingSlots` allows. */
export class PasswordHasher {
  readonly #options;
  readonly slots = new HashingSlots(availableParallelism());
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
    return this.slots.run(() => hash(normalisePassword(password), this.#options));
  }

  /** Whether the password fits; null stands for an account that does not exist and never fits. */
  async fits(phc: string | null, password: string): Promise<boolean> {
    const against = phc ?? (await this.#decoy);
    const fits = await this.slots.run(() => verify(against, normalisePassword(password)));
    return fits && phc !== null;
  }
}
