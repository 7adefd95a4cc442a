import { normalisePassword } from '@loge/protocol';
import { parseOptions } from '@node-rs/argon2';
import { Decoys } from './decoys.ts';
import type { HashingTask } from './hashing-thread.ts';
import { hashingThreads } from './hashing-threads.ts';
import { isBcrypt, saltOf, schemeOf } from './password-scheme.ts';

export interface Argon2Parameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** bcrypt reads no further (OpenBSD bcrypt(3)). */
const bcryptBytes = 72;

/**
 * argon2id (RFC 9106), and bcrypt for hashes that were imported, in threads beside the event loop.
 */
export class PasswordHasher {
  readonly #options;
  readonly #scheme: string;
  readonly decoys: Decoys;

  constructor(parameters: Argon2Parameters) {
    const { memoryKib, iterations, parallelism } = parameters;
    this.#options = {
      // `Algorithm.Argon2id`; the package's const enum cannot be read under isolatedModules.
      algorithm: 2,
      memoryCost: memoryKib,
      timeCost: iterations,
      parallelism,
    };
    this.#scheme = `$argon2id$v=19$m=${memoryKib},t=${iterations},p=${parallelism}`;
    this.decoys = new Decoys(this.#scheme);
  }

  /** PHC string. Throws `unavailable` when too many wait. */
  async hash(password: string): Promise<string> {
    const options = this.#options;
    return String(
      await hashingThreads.run({ kind: 'argon2-hash', password: normalisePassword(password), options }),
    );
  }

  /**
   * Whether the password fits. Null stands for an account that does not exist, and never fits; nor does text that is
   * no hash. Both cost what the decoy costs. Throws `unavailable` when too many wait.
   */
  async fits(stored: string | null, password: string, decoy: string): Promise<boolean> {
    const readable = stored !== null && schemeOf(stored) !== null;
    const fits = await hashingThreads.run(verification(readable ? stored : decoy, password));
    return fits === true && readable;
  }

  /**
   * PHC string of a secret of ours that somebody could try; with the parameters and the salt of another one, where there is
   * one to be compared with. Throws `unavailable` when too many wait.
   */
  async stretch(secret: string, like: string | null): Promise<string> {
    const options = like === null ? this.#options : { ...parseOptions(like), salt: saltOf(like) };
    return String(await hashingThreads.run({ kind: 'argon2-hash', password: secret, options }));
  }

  /** Whether it was made in another way than we would now. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(`${this.#scheme}$`);
  }

  /** Whether all of the password was looked at: what comes after 72 bytes fits a bcrypt hash, whatever it is. */
  readsAll(stored: string, password: string): boolean {
    return !isBcrypt(stored) || candidates(password).every((bytes) => bytes.length <= bcryptBytes);
  }
}

const verification = (stored: string, password: string): HashingTask =>
  isBcrypt(stored)
    ? { kind: 'bcrypt-verify', stored, candidates: candidates(password) }
    : { kind: 'argon2-verify', stored, password: normalisePassword(password) };

/**
 * What an imported bcrypt hash may have been made of: the text as typed, which is what nearly everybody hashes, or its
 * NFKC form, for platforms that normalise as we do (docs/rules.md#password-form) and for keyboards that compose accents
 * another way. Cut where bcrypt stops reading they are often the same, and always for ASCII.
 */
function candidates(password: string): Buffer[] {
  const typed = Buffer.from(password);
  const normalised = Buffer.from(normalisePassword(password));
  const same = typed.subarray(0, bcryptBytes).equals(normalised.subarray(0, bcryptBytes));
  return same ? [typed] : [typed, normalised];
}
