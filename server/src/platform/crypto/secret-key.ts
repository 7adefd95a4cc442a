import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';

/** What a key is for. Each purpose has its own key, so that one use can never pass for another. */
export type Purpose =
  | LastingPurpose
  | 'seal'
  | 'journal-head'
  | 'throttle'
  | 'decoy'
  | 'strangers'
  | 'webauthn-challenge'
  | 'oauth-verifier'
  | 'check';

/** Purposes whose MACs cannot be made anew, because their input is no longer known, or they were given out. */
const lastingPurposes = ['journal-commitment', 'journal-checkpoint', 'unsubscribe', 'recovery-code'] as const;
export type LastingPurpose = (typeof lastingPurposes)[number];

/** A key for the lasting purposes. A replaced key is good for these only. */
export interface LastingKey {
  readonly id: string;
  /** HMAC-SHA-256 under the purpose's key, base64url. */
  mac(purpose: LastingPurpose, data: string): string;
}

export const keyIdLength = 8;
/** The check is the MAC of this text, which is also the name that it is stored under. */
export const checkName = 'secret-key-check';

/** Everything derived from one secret key (HKDF-SHA-256, RFC 5869). Holds no data and does no I/O. */
export class SecretKey implements LastingKey {
  readonly #secret: Buffer;
  // Keys are kept as key objects. Making one from bytes at each use would cost six times what the HMAC does (8 and 1.3 µs).
  readonly #keys = new Map<Purpose, KeyObject>();
  #headKey: KeyObject | undefined;
  /** What a database recognises this key by. */
  readonly check: string;
  /** The prefix of everything that names this key: 48 bits of the check. */
  readonly id: string;

  constructor(secret: string) {
    this.#secret = Buffer.from(secret, 'utf8');
    this.check = this.mac('check', checkName);
    this.id = idOf(this.check);
  }

  mac(purpose: Purpose, data: string): string {
    return macUnder(this.#key(purpose), data);
  }

  /** A MAC that names its key: `<id>.<mac>`. */
  namedMac(purpose: LastingPurpose, data: string): string {
    return `${this.id}.${this.mac(purpose, data)}`;
  }

  /** AES-256-GCM with a random 96-bit nonce: `v2.<id>.<nonce>.<ciphertext and tag>`, bound to `context`. */
  seal(context: string, plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key('seal'), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${sealedBy(this.id)}${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
  }

  /** Throws when the text was altered, moved to another context, or sealed with another key. */
  open(context: string, nonce: string, body: string): string {
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key('seal'), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  }

  /** Ed25519 signature (RFC 8032) of a journal head: `<id>.<base64url>`. */
  signHead(text: string): string {
    return `${this.id}.${sign(null, Buffer.from(text), this.#headSigningKey()).toString('base64url')}`;
  }

  /** @param signature is without the id. */
  headIsSigned(text: string, signature: string): boolean {
    const publicKey = createPublicKey(this.#headSigningKey());
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
  }

  /** The part of this key that is kept once another key has replaced it, as text. */
  lasting(): string {
    return JSON.stringify(
      Object.fromEntries(
        lastingPurposes.map((purpose) => [purpose, this.#key(purpose).export().toString('base64url')]),
      ),
    );
  }

  #headSigningKey(): KeyObject {
    // PKCS#8 wrapping of a raw Ed25519 seed (RFC 8410, section 7).
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
    this.#headKey ??= createPrivateKey({
      key: Buffer.concat([prefix, this.#key('journal-head').export()]),
      format: 'der',
      type: 'pkcs8',
    });
    return this.#headKey;
  }

  #key(purpose: Purpose): KeyObject {
    let key = this.#keys.get(purpose);
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', this.#secret, 'loge', purpose, 32)));
      this.#keys.set(purpose, key);
    }
    return key;
  }
}

/** A key that was replaced, read from what `lasting` wrote. */
export function formerKey(id: string, text: string): LastingKey {
  const kept = new Map(
    Object.entries(JSON.parse(text) as Record<string, string>).map(([purpose, bytes]) => [
      purpose,
      createSecretKey(Buffer.from(bytes, 'base64url')),
    ]),
  );
  return {
    id,
    mac(purpose, data) {
      const key = kept.get(purpose);
      if (!key) throw new Error(`nothing was kept for ${purpose}`);
      return macUnder(key, data);
    },
  };
}

const macUnder = (key: KeyObject, data: string): string =>
  createHmac('sha256', key).update(data).digest('base64url');

export const idOf = (check: string): string => check.slice(0, keyIdLength);

/** The beginning of every text that the key with this id sealed. */
export const sealedBy = (id: string): string => `v2.${id}.`;
