import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PasswordsTable } from '../../../db/schema/password.ts';
import type { SchemeCount } from '../../../platform/crypto/decoys.ts';
import { schemeOf } from '../../../platform/crypto/password-scheme.ts';
import { prepared, type Slots } from '../../../platform/prepared.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { isLong } from './password-rules.ts';

export type StoredPassword = Pick<Selectable<PasswordsTable>, 'id' | 'hash' | 'long_since'>;

/** Returns nothing when the account has no password, or there is no such account. */
export async function storedPassword(
  reader: Reader,
  accountId: string | undefined,
): Promise<StoredPassword | undefined> {
  // The database is asked even when there is no account, so that both cases do the same work.
  const [row] = await passwordOf(reader, { accountId: accountId ?? '' });
  return row;
}

/** The id of the account's password; null when it has none. */
export async function passwordId(reader: Reader, accountId: string): Promise<string | null> {
  return (await storedPassword(reader, accountId))?.id ?? null;
}

/** How many passwords are hashed with each scheme. */
export async function countSchemes(reader: Reader): Promise<SchemeCount[]> {
  const rows = await reader
    .selectFrom('passwords')
    .select((eb) => ['scheme', eb.fn.countAll<number | string>().as('count')])
    .groupBy('scheme')
    .execute();
  return rows.map(({ scheme, count }) => ({ scheme, count: Number(count) }));
}

const passwordOf = prepared((reader: Reader, slot: Slots<{ accountId: string }>) =>
  reader
    .selectFrom('passwords')
    .select(['id', 'hash', 'long_since'])
    .where('account_id', '=', slot('accountId')),
);

/** Whether the password is long enough without a second factor (docs/rules.md#short-passwords), or there is none. */
export async function passwordStandsAlone(reader: Reader, accountId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('passwords')
    .select('long_since')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row === undefined || row.long_since !== null;
}

/** When the account's password was set; null when it has none. */
export async function passwordSetAt(reader: Reader, accountId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('passwords')
    .select('set_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.set_at ?? null;
}

/** The values of a new password. `password` is null when nobody knows how long it is. */
const another = (tx: Tx, hash: string, password: string | null) => ({
  ...hashed(hash),
  id: randomUUID(),
  set_at: tx.now,
  long_since: password !== null && isLong(password) ? tx.now : null,
});

const hashed = (hash: string) => ({ hash, scheme: schemeOf(hash) ?? '' });

/** @param password as typed, for its length only; null when only the hash is known. */
export async function putPassword(
  tx: Tx,
  accountId: string,
  hash: string,
  password: string | null,
): Promise<void> {
  const values = another(tx, hash, password);
  await tx
    .insertInto('passwords')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute();
}

/** Sets the account's first password; false when it has one by now. */
export async function putFirstPassword(
  tx: Tx,
  accountId: string,
  hash: string,
  password: string,
): Promise<boolean> {
  const row = await tx
    .insertInto('passwords')
    .values({ account_id: accountId, ...another(tx, hash, password) })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Replaces the password only if it is still the verified one; returns false when another change came first.
 * @param verified id of the verified password.
 */
export async function replacePassword(
  tx: Tx,
  accountId: string,
  verified: string,
  hash: string,
  password: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('passwords')
    .set(another(tx, hash, password))
    .where('account_id', '=', accountId)
    .where('id', '=', verified)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Replaces the verified hash with another hash of the same password; returns false when the verified one is gone. */
export async function swapHash(
  tx: Tx,
  accountId: string,
  verified: StoredPassword,
  hash: string,
  password: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('passwords')
    .set({ ...hashed(hash), long_since: verified.long_since ?? (isLong(password) ? tx.now : null) })
    .where('account_id', '=', accountId)
    .where('id', '=', verified.id)
    .where('hash', '=', verified.hash)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes the account's password. Nobody signs in with one until a link sets another. */
export async function dropPassword(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('passwords').where('account_id', '=', accountId).execute();
}

/**
 * Checks that the password is still the verified one and locks it until this write is over; a simultaneous change waits.
 * Returns false when another change came first. A new hash of the same password is no change.
 *
 * @param verified id of the verified password.
 */
export async function lockPassword(tx: Tx, accountId: string, verified: string): Promise<boolean> {
  const [row] = await hold(tx, { accountId, verified });
  return row !== undefined;
}

const hold = prepared((tx: Tx, slot: Slots<{ accountId: string; verified: string }>) =>
  tx
    .selectFrom('passwords')
    .select('account_id')
    .where('account_id', '=', slot('accountId'))
    .where('id', '=', slot('verified'))
    .forNoKeyUpdate(),
);
