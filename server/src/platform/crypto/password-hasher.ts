import { normalisePassword } from '@loge/protocol';
import { parseOptions } from '@node-rs/argon2';
import { Decoys } from './decoys.ts';
import type { HashingTask } from './hashing-thread.ts';
import { hashingThreads } from './hashing-threads.ts';
import { isBcrypt, saltOf, schemeOf } from './password-scheme.ts';

interface Argon2Parameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** How many bytes of a password bcrypt reads (OpenBSD bcrypt(3)). */
const bcryptBytes = 72;

/**
 * Hashes by argon2id (RFC 9106), and verifies argon2id and imported bcrypt hashes, in threads beside the event loop.
 */
export class PasswordHasher {
  readonly #options;
  readonly #scheme: string;
  readonly decoys: Decoys;

  constructor(parameters: Argon2Parameters) {
    const { memoryKib, iterations, parallelism } = parameters;
    this.#options = {
      // This is `Algorithm.Argon2id`. The package's const enum cannot be read under isolatedModules.
      algorithm: 2,
      memoryCost: memoryKib,
      timeCost: iterations,
      parallelism,
    };
    this.#scheme = `$argon2id$v=19$m=${memoryKib},t=${iterations},p=${parallelism}`;
    this.decoys = new Decoys(this.#scheme);
  }

  /** Returns a PHC string. Throws `unavailable` when too many wait. */
  async hash(password: string): Promise<string> {
    const options = this.#options;
    return String(
      await hashingThreads.run({ kind: 'argon2-hash', password: normalisePassword(password), options }),
    );
  }

  /**
   * Whether the password fits the stored hash. Null stands for an account that does not exist. Null and text that is no
   * hash never fit, and cost what the decoy costs. Throws `unavailable` when too many wait.
   */
  async fits(stored: string | null, password: string, decoy: string): Promise<boolean> {
    const readable = stored !== null && schemeOf(stored) !== null;
    const fits = await hashingThreads.run(verification(readable ? stored : decoy, password));
    return fits === true && readable;
  }

  /**
   * The PHC string of a secret of ours that is short enough to be guessed. `like` is a hash to compare with, whose
   * parameters and salt are used. Throws `unavailable` when too many wait.
   */
  async stretch(secret: string, like: string | null): Promise<string> {
    const options = like === null ? this.#options : { ...parseOptions(like), salt: saltOf(like) };
    return String(await hashingThreads.run({ kind: 'argon2-hash', password: secret, options }));
  }

  /** Whether the hash was made with another algorithm or other parameters than new ones. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(`${this.#scheme}$`);
  }

  /** Whether the hash covers the whole password. bcrypt ignores what comes after 72 bytes. */
  readsAll(stored: string, password: string): boolean {
    return !isBcrypt(stored) || candidates(password).every((bytes) => bytes.length <= bcryptBytes);
  }
}

const verification = (stored: string, password: string): HashingTask =>
  isBcrypt(stored)
    ? { kind: 'bcrypt-verify', stored, candidates: candidates(password) }
    : { kind: 'argon2-verify', stored, password: normalisePassword(password) };

/**
 * The bytes that an imported bcrypt hash may have been made of. Nearly every platform hashes the text as typed. Its NFKC
 * form is for platforms that normalise as we do (docs/rules.md#password-form), and for keyboards that compose accents in
 * another way. In the bytes that bcrypt reads, the two are often the same, and always for ASCII.
 */
function candidates(password: string): Buffer[] {
  const typed = Buffer.from(password);
  const normalised = Buffer.from(normalisePassword(password));
  const same = typed.subarray(0, bcryptBytes).equals(normalised.subarray(0, bcryptBytes));
  return same ? [typed] : [typed, normalised];
}
