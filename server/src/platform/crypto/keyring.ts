import { hash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import {
  idOf,
  keyIdLength,
  type LastingKey,
  type LastingPurpose,
  type Purpose,
  type SecretKey,
} from './secret-key.ts';

/** What a keyring may hold beside the key in use. */
export interface MoreKeys {
  /** Whole ones: the one before while it is being replaced, or the one to come. */
  readonly others?: readonly SecretKey[];
  /** What lasts of earlier ones. */
  readonly former?: readonly LastingKey[];
  /** By its check, the key that is being replaced: what it signed still holds. */
  readonly replacing?: string | null;
  /** Id of the key of whatever names none: it was written before keys had ids. */
  readonly unnamed?: string | null;
  /** Asked for keys that came meanwhile, when one is missing. */
  readonly learn?: () => readonly SecretKey[];
}

/**
 * The secret key in use, and those that what is there was made with. What is made names its key, so that it is opened by
 * that one and no other is tried. What is kept is made by the key that a write holds (`secretKeyInUse`), not by this.
 */
export class Keyring {
  readonly #whole = new Map<string, SecretKey>();
  readonly #former = new Map<string, LastingKey>();
  /** Of those whose signatures of the journal hold. */
  readonly #signers: Set<string>;
  readonly #unnamed: string;
  readonly #learn: () => readonly SecretKey[];
  #present: SecretKey;
  #isReplaced = false;

  constructor(present: SecretKey, more: MoreKeys = {}) {
    this.#present = present;
    for (const key of [present, ...(more.others ?? [])]) this.#whole.set(key.id, key);
    for (const key of more.former ?? []) this.#former.set(key.id, key);
    this.#signers = new Set([present.id, ...(more.replacing ? [idOf(more.replacing)] : [])]);
    this.#unnamed = more.unnamed ?? present.id;
    this.#learn = more.learn ?? (() => []);
  }

  get present(): SecretKey {
    return this.#present;
  }

  /** Whether the database is used with a key that is not here: then nothing can be written any more. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** Takes the key of this check into use, which the database is used with now. Throws `unavailable` when it is not here. */
  use(check: string): SecretKey {
    const found = this.#present.check === check ? this.#present : this.whole(idOf(check));
    this.#isReplaced = found?.check !== check;
    if (!found || this.#isReplaced) throw new AppError('unavailable', { retryAfter: 5 });
    this.#signers.add(found.id);
    this.#present = found;
    return found;
  }

  /** A whole key by its id; undefined when it is not here. */
  whole(id: string): SecretKey | undefined {
    if (!this.#whole.has(id)) for (const key of this.#learn()) this.#whole.set(key.id, key);
    return this.#whole.get(id);
  }

  /** HMAC-SHA-256 under the purpose's key, base64url: for what is not kept, or not for long. */
  mac(purpose: Purpose, data: string): string {
    return this.#present.mac(purpose, data);
  }

  /** Whether one of the whole keys made it; compares in constant time. */
  macMatches(purpose: Purpose, data: string, mac: string): boolean {
    return [...this.#whole.values()].some((key) => isSame(key.mac(purpose, data), mac));
  }

  /** What each key that is known makes of it, the one in use first. */
  lastingMacs(purpose: LastingPurpose, data: string): string[] {
    const keys = new Map<string, LastingKey>([[this.#present.id, this.#present], ...this.#former]);
    for (const [id, key] of this.#whole) keys.set(id, key);
    return [...keys.values()].map((key) => key.mac(purpose, data));
  }

  /** A MAC that names its key; false when that one is not known. Compares in constant time. */
  namedMacMatches(purpose: LastingPurpose, data: string, named: string): boolean {
    const { id, rest } = this.#read(named);
    const key = this.lastingKey(id);
    return key !== undefined && isSame(key.mac(purpose, data), rest);
  }

  /** Of any key that is known, by its id, what lasts of it. */
  lastingKey(id: string): LastingKey | undefined {
    return this.#former.get(id) ?? this.whole(id);
  }

  /** Id of the key that a text names. */
  idIn(named: string): string {
    return this.#read(named).id;
  }

  /** Throws when the text was altered, moved to another context, or sealed with a key that is not here. */
  unseal(context: string, sealed: string): string {
    const parts = sealed.split('.');
    const [id = '', nonce, body] = sealed.startsWith('v1.')
      ? [this.#unnamed, ...parts.slice(1)]
      : parts.slice(1);
    if (!/^v[12]\./.test(sealed) || !nonce || !body) throw new Error('not a sealed text');
    const key = this.whole(id);
    if (!key) throw new Error(`sealed with the secret key ${id}, which is not here`);
    return key.open(context, nonce, body);
  }

  /** By the key in use, or by the one that it is replacing. */
  headIsSigned(text: string, signature: string): boolean {
    const { id, rest } = this.#read(signature);
    return this.#signers.has(id) && (this.whole(id)?.headIsSigned(text, rest) ?? false);
  }

  #read(named: string): { id: string; rest: string } {
    if (named[keyIdLength] !== '.') return { id: this.#unnamed, rest: named };
    return { id: named.slice(0, keyIdLength), rest: named.slice(keyIdLength + 1) };
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * How secrets that we made (256 random bits) are kept: SHA-256, base64url. Slow hashing protects guessable
 * secrets only; these cannot be guessed.
 */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'base64url');
