import type { FieldCode } from '@loge/protocol';

/** Types of key that are accepted, as a key's own line and blob name them. */
export const keyTypes = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
] as const;
export type KeyType = (typeof keyTypes)[number];

/** Largest RSA modulus that OpenSSH and OpenSSL take, bits. */
export const maxRsaBits = 16_384;

/** What is wrong with a key, as the protocol's field codes call it. */
export type KeyCode = Extract<FieldCode, `key_${string}`>;

/** A key that is not accepted. Says why, and nothing of what was given: that may be a secret. */
export class KeyRefused extends Error {
  readonly code: KeyCode;
  /** Where the code has a bound. */
  readonly min: number | undefined;

  constructor(code: KeyCode, min?: number) {
    super(code);
    this.name = 'KeyRefused';
    this.code = code;
    this.min = min;
  }
}

/** The accepted type of that name. Throws `KeyRefused` with the reason that a name alone gives. */
export function acceptedType(name: string): KeyType {
  const known = keyTypes.find((type) => type === name);
  if (known) return known;
  if (/-cert-v\d+(@|$)/.test(name)) throw new KeyRefused('key_certificate');
  if (name === 'ssh-dss') throw new KeyRefused('key_dsa');
  throw new KeyRefused('key_unsupported');
}
