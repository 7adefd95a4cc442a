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

/** What a keyring may hold besides the key in use. */
interface MoreKeys {
  /** Whole keys: the previous one while it is being replaced, or the one to come. */
  readonly others?: readonly SecretKey[];
  /** The lasting parts of earlier keys. */
  readonly former?: readonly LastingKey[];
  /** The check of the key that is being replaced. Its signatures still hold. */
  readonly replacing?: string | null;
  /** Id of the key of every text that names none, because it was written before keys had ids. */
  readonly unnamed?: string | null;
  /** Reads the keys that came meanwhile. Called when a key is missing. */
  readonly learn?: () => readonly SecretKey[];
}

/**
 * The secret key in use, and the keys that stored data was made with. Everything made with a key names it, so that no
 * other key is tried. Data to be stored is made with the key that a write holds (`secretKeyInUse`), not with this.
 */
export class Keyring {
  readonly #whole = new Map<string, SecretKey>();
  readonly #former = new Map<string, LastingKey>();
  /** Ids of the keys whose signatures of the journal hold. */
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

  /** Whether the database is used with a key that this node does not have. Then nothing can be written any more. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** Takes into use the key with this check, which the database uses now. Throws `unavailable` when it is not here. */
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

  /** HMAC-SHA-256 under the purpose's key, base64url. For data that is not kept, or not for long. */
  mac(purpose: Purpose, data: string): string {
    return this.#present.mac(purpose, data);
  }

  /** Whether one of the whole keys made the MAC. Compares in constant time. */
  macMatches(purpose: Purpose, data: string, mac: string): boolean {
    return [...this.#whole.values()].some((key) => isSame(key.mac(purpose, data), mac));
  }

  /** The MACs that all known keys make of the data, that of the key in use first. */
  lastingMacs(purpose: LastingPurpose, data: string): string[] {
    const keys = new Map<string, LastingKey>([[this.#present.id, this.#present], ...this.#former]);
    for (const [id, key] of this.#whole) keys.set(id, key);
    return [...keys.values()].map((key) => key.mac(purpose, data));
  }

  /** Whether a MAC that names its key is right; false when the key is not known. Compares in constant time. */
  namedMacMatches(purpose: LastingPurpose, data: string, named: string): boolean {
    const { id, rest } = this.#read(named);
    const key = this.lastingKey(id);
    return key !== undefined && isSame(key.mac(purpose, data), rest);
  }

  /** The lasting part of any known key, by its id. */
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

  /** Whether the key in use, or the one that it is replacing, signed the head. */
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
 * The form in which our own secrets (256 random bits) are stored: SHA-256, base64url. Slow hashing protects guessable
 * secrets only, and these cannot be guessed.
 */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'base64url');
