import { randomInt } from 'node:crypto';
import { twoFactor } from '@loge/protocol';
import type { Context } from '../../../platform/context.ts';
import type { Keyring } from '../../../platform/crypto/keyring.ts';
import type { Tx } from '../../../platform/write.ts';
import { deleteCodes, insertCodes } from './queries.ts';

/** Crockford's base32: no I, L, O, U, so that nobody has to guess what was printed. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** Ten characters of five bits: 50 bits, tried over a throttled network only. */
const half = 5;

const newCode = (): string => {
  const characters = Array.from({ length: 2 * half }, () => alphabet[randomInt(alphabet.length)]);
  return `${characters.slice(0, half).join('')}-${characters.slice(half).join('')}`;
};

/** As it was printed, however it is typed: case, spaces and dashes do not matter, look-alikes are what they look like. */
const folded = (code: string): string =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');

/**
 * How a code is kept: a keyed hash over account and code. Whoever steals the database without the key cannot
 * try codes against it (ASVS 6.5.2; the key stands in for the salt).
 */
export const macOf = (keyring: Keyring, accountId: string, code: string): string =>
  keyring.mac('recovery-code', `${accountId}\n${folded(code)}`);

/** New codes in place of the old; shown once, kept as hashes. The caller records and mails. */
export async function makeRecoveryCodes(ctx: Context, tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: twoFactor.recoveryCodeCount }, newCode);
  await deleteCodes(tx, accountId);
  await insertCodes(
    tx,
    accountId,
    codes.map((code) => macOf(ctx.keyring, accountId, code)),
  );
  await tx.record({
    type: 'recovery_codes_made',
    accountId,
    data: { count: codes.length, remote_ip: tx.actor.remoteIp },
  });
  return codes;
}
