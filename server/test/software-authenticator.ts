import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A reply's JSON. */
type Loose = ReturnType<typeof JSON.parse>;

/** What an authenticator may do wrong or differently. */
export interface Quirks {
  origin?: string;
  rpId?: string;
  /** True when the authenticator checked the person by finger, face or PIN. */
  verified?: boolean;
  counter?: number;
  userHandle?: string;
  challenge?: string;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const b64 = (data: Buffer | string) => Buffer.from(data).toString('base64url');

/**
 * A software authenticator after WebAuthn Level 3: ES256, no attestation, discoverable, flags as in 6.1. It signs whatever it
 * is told to. The server must refuse what it should not have signed.
 */
export class Authenticator {
  readonly credentialId = randomBytes(32).toString('base64url');
  readonly #key: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  /** Backup eligibility and state. */
  readonly #backup: 'device' | 'eligible' | 'backed_up';
  counter: number;
  userHandle = '';

  constructor(options: { backup?: 'device' | 'eligible' | 'backed_up'; counter?: number } = {}) {
    this.#backup = options.backup ?? 'device';
    this.counter = options.counter ?? 1;
  }

  /** Returns a `RegistrationResponseJSON`. */
  register(options: Loose, quirks: Quirks = {}) {
    this.userHandle = options.user.id;
    const clientDataJSON = clientData('webauthn.create', options.challenge, quirks);
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const authData = Buffer.concat([this.#authData(quirks, 0x40), attested]);
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as never,
    );
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      response: {
        clientDataJSON: b64(clientDataJSON),
        attestationObject: b64(Buffer.from(attestationObject)),
        transports: ['internal'],
      },
      clientExtensionResults: {},
    };
  }

  /** Returns an `AuthenticationResponseJSON`. */
  answer(options: Loose, quirks: Quirks = {}) {
    const clientDataJSON = clientData('webauthn.get', options.challenge, quirks);
    if (quirks.counter === undefined && this.counter > 0) this.counter++;
    const authData = this.#authData(quirks, 0);
    const signature = createSign('sha256')
      .update(Buffer.concat([authData, sha256(clientDataJSON)]))
      .sign(this.#key.privateKey);
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      response: {
        clientDataJSON: b64(clientDataJSON),
        authenticatorData: b64(authData),
        signature: b64(signature),
        userHandle: quirks.userHandle ?? this.userHandle,
      },
      clientExtensionResults: {},
    };
  }

  #authData({ rpId = 'localhost', verified = true, counter }: Quirks, more: number): Buffer {
    const backup = { device: 0, eligible: 0x08, backed_up: 0x18 }[this.#backup];
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([0x01 | (verified ? 0x04 : 0) | backup | more]), count]);
  }

  /** COSE_Key of an ES256 public key (RFC 9053, section 7.1). */
  #coseKey(): Buffer {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    const bytes = (text = '') => new Uint8Array(Buffer.from(text, 'base64url'));
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    return Buffer.from(isoCBOR.encode(key as never));
  }
}

const clientData = (type: string, challenge: string, { origin, challenge: other }: Quirks): string =>
  JSON.stringify({
    type,
    challenge: other ?? challenge,
    origin: origin ?? 'http://localhost:4310',
    crossOrigin: false,
  });
