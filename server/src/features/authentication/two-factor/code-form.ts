import { randomInt } from 'node:crypto';
import type { Keyring } from '../../../platform/crypto/keyring.ts';
import type { SecretKey } from '../../../platform/crypto/secret-key.ts';

/** Crockford's base32. It has no I, L, O and U, so that nobody has to guess what was printed. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/**
 * Twenty-four characters of five bits are 120 bits, which nobody can try one by one, even with a stolen table and key. From 112
 * bits on a plain keyed hash is enough (ASVS 5.0, 6.5.2; decision 018).
 */
const groups = 6;
const groupLength = 4;
/** The length of an older code, which has 50 bits. */
const shortLength = 10;

export const newCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-');

/**
 * Brings a typed code into the form in which it was made: case, spaces and dashes do not matter, and look-alikes count as the
 * characters they look like.
 */
const folded = (code: string): string =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');

/** A code as somebody typed it. */
interface TypedCode {
  /** Whether it may be a code from the time when they were shorter. */
  readonly isShort: boolean;
  /**
   * The MACs that it may be kept as: first by the present secret key, then by those that were replaced since the code was made.
   */
  readonly macs: readonly string[];
}

export function readCode(keyring: Keyring, accountId: string, code: string): TypedCode {
  const macs = keyring.lastingMacs('recovery-code', macText(accountId, code));
  return { isShort: folded(code).length === shortLength, macs };
}

/** Keyed hash over account and code. In another account's row it is worthless. */
export const macOf = (key: SecretKey, accountId: string, code: string): string =>
  key.mac('recovery-code', macText(accountId, code));

const macText = (accountId: string, code: string): string => `${accountId}\n${folded(code)}`;

/** How a long code is kept. A short one is kept as argon2id of its MAC, or as the bare MAC until `stretchCodesJob` has run. */
export const longForm = (mac: string): string => `${longPrefix}${mac}`;
export const longPrefix = 'hmac-sha256:';
