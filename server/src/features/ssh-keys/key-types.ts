import type { FieldCode } from '@loge/protocol';

/** The accepted types of key, named as in a key's own line and blob. */
const keyTypes = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
] as const;
export type KeyType = (typeof keyTypes)[number];

/** The largest RSA modulus that OpenSSH and OpenSSL accept, in bits. */
export const maxRsaBits = 16_384;

/** The protocol's field codes for what is wrong with a key. */
type KeyCode = Extract<FieldCode, `key_${string}`>;

/** A key that is not accepted. The error says why, but repeats nothing of the input, which may be a secret. */
export class KeyRefused extends Error {
  readonly code: KeyCode;
  /** The bound, for a code that has one. */
  readonly min: number | undefined;

  constructor(code: KeyCode, min?: number) {
    super(code);
    this.name = 'KeyRefused';
    this.code = code;
    this.min = min;
  }
}

/** Returns the accepted type with that name. Throws `KeyRefused` with the reason that the name alone gives. */
export function acceptedType(name: string): KeyType {
  const known = keyTypes.find((type) => type === name);
  if (known) return known;
  if (/-cert-v\d+(@|$)/.test(name)) throw new KeyRefused('key_certificate');
  if (name === 'ssh-dss') throw new KeyRefused('key_dsa');
  throw new KeyRefused('key_unsupported');
}
