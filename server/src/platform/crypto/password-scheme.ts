import { randomBytes } from 'node:crypto';
import { parseOptions as parseArgon2 } from '@node-rs/argon2';
import { parseOptions as parseBcrypt } from '@node-rs/bcrypt';

/**
 * How a stored hash was made: its text up to the salt, such as `$argon2id$v=19$m=19456,t=2,p=1` (PHC string format)
 * or `$2b$12` (bcrypt). It says what verifying costs.
 */
const argon2id =
  /^(\$argon2id\$v=19\$m=\d{1,7},t=\d{1,4},p=\d{1,3})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/;
const bcrypt = /^(\$2[aby]\$\d\d)\$[./A-Za-z0-9]{53}$/;

/** The scheme of a hash. Null for text that is no hash of these two kinds: no password fits it. */
export function schemeOf(hash: string): string | null {
  const parse = isBcrypt(hash) ? parseBcrypt : parseArgon2;
  const scheme = (bcrypt.exec(hash) ?? argon2id.exec(hash))?.[1];
  if (scheme === undefined) return null;
  try {
    // A well-formed hash may still be unusable. The verifiers refuse stray bits, or lanes without memory, before any work.
    parse(hash);
    return scheme;
  } catch {
    return null;
  }
}

/** The salt of an argon2id hash. */
export const saltOf = (hash: string): Uint8Array => Buffer.from(hash.split('$')[4] ?? '', 'base64');

export const isBcrypt = (hash: string): boolean => hash.startsWith('$2');

/** A hash of this scheme that no known password fits. Verifying it costs what any other hash of the scheme costs. */
export function decoyOf(scheme: string): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return isBcrypt(scheme)
    ? `${scheme}$${inBcryptAlphabet(base64(16))}${inBcryptAlphabet(base64(23))}`
    : `${scheme}$${base64(16)}$${base64(32)}`;
}

const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ofBcrypt = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const inBcryptAlphabet = (base64: string): string =>
  base64.replace(/./g, (character) => ofBcrypt.charAt(usual.indexOf(character)));

/** The most that an imported hash may cost: about five seconds of a core, for each try to sign in. */
const dearest = { bcryptCost: 16, kibTimesPasses: 4_194_304, kib: 1_048_576, lanes: 16 };

/** Whether verifying costs no more than a server can bear. */
export function isAffordable(hash: string): boolean {
  if (isBcrypt(hash)) return parseBcrypt(hash).cost <= dearest.bcryptCost;
  const { memoryCost, timeCost, parallelism } = parseArgon2(hash);
  return (
    memoryCost <= dearest.kib &&
    memoryCost * timeCost <= dearest.kibTimesPasses &&
    parallelism <= dearest.lanes
  );
}
