import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

/** What a key is for. Each purpose has its own key, so that one use can never pass for another. */
export type Purpose =
  | 'seal'
  | 'journal-commitment'
  | 'journal-head'
  | 'journal-checkpoint'
  | 'unsubscribe'
  | 'throttle'
  | 'recovery-code'
  | 'decoy'
  | 'strangers'
  | 'webauthn-challenge'
  | 'check';

/**
 * Everything derived from the operator's secret key (HKDF-SHA-256, RFC 5869). Holds no data and does no I/O.
 */
export class Keyring {
  readonly #secret: Buffer;
  // As key objects: made of bytes at each use, the key would cost six times what the HMAC does (8 and 1.3 µs).
  readonly #keys = new Map<Purpose, KeyObject>();
  #headKey: KeyObject | undefined;

  constructor(secret: string) {
    this.#secret = Buffer.from(secret, 'utf8');
  }

  /** HMAC-SHA-256 under the purpose's key, base64url. */
  mac(purpose: Purpose, data: string): string {
    return createHmac('sha256', this.#key(purpose)).update(data).digest('base64url');
  }

  /** Compares in constant time. */
  macMatches(purpose: Purpose, data: string, mac: string): boolean {
    const expected = Buffer.from(this.mac(purpose, data));
    const given = Buffer.from(mac);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  /** AES-256-GCM with a random 96-bit nonce: `v1.<nonce>.<ciphertext and tag>`, bound to `context`. */
  seal(context: string, plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key('seal'), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
  }

  /** Throws when the text was altered, moved to another context, or sealed with another key. */
  unseal(context: string, sealed: string): string {
    const [version, nonce, body] = sealed.split('.');
    if (version !== 'v1' || !nonce || !body) throw new Error('not a sealed text');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key('seal'), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  }

  /** Ed25519 signature (RFC 8032) of a journal head, base64url. */
  signHead(text: string): string {
    return sign(null, Buffer.from(text), this.#headSigningKey()).toString('base64url');
  }

  headIsSigned(text: string, signature: string): boolean {
    const publicKey = createPublicKey(this.#headSigningKey());
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
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

/**
 * How secrets that we made (256 random bits) are kept: SHA-256, base64url. Slow hashing protects guessable
 * secrets only; these cannot be guessed.
 */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'base64url');
