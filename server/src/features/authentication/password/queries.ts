import { prepared, type Slots } from '../../../platform/prepared.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { isLong } from './password-rules.ts';

/** The account's hash; null when it has no password, or there is no such account. */
export async function passwordHash(reader: Reader, accountId: string | undefined): Promise<string | null> {
  // Asked even when there is no account, so that both cases do the same work.
  const [row] = await hashOf(reader, { accountId: accountId ?? '' });
  return row?.hash ?? null;
}

const hashOf = prepared((reader: Reader, slot: Slots<{ accountId: string }>) =>
  reader.selectFrom('passwords').select('hash').where('account_id', '=', slot('accountId')),
);

/** Whether the password is long enough without a second factor (settled 17), or there is none. */
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

/** @param password as typed, for its length only. */
export async function putPassword(tx: Tx, accountId: string, hash: string, password: string): Promise<void> {
  const values = { hash, set_at: tx.now, long_since: isLong(password) ? tx.now : null };
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
    .values({ account_id: accountId, hash, set_at: tx.now, long_since: isLong(password) ? tx.now : null })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Replaces the hash only if it is still the one that was verified; false when another change came first. */
export async function replacePassword(
  tx: Tx,
  accountId: string,
  verified: string,
  hash: string,
  password: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('passwords')
    .set({ hash, set_at: tx.now, long_since: isLong(password) ? tx.now : null })
    .where('account_id', '=', accountId)
    .where('hash', '=', verified)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The account has no password any more: nobody signs in by one until a link sets another. */
export async function dropPassword(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('passwords').where('account_id', '=', accountId).execute();
}

/**
 * Whether the password is still the one that was verified, and stays so until this write is over: a change
 * that comes at the same moment waits for it. False when another change came first.
 */
export async function holdPassword(tx: Tx, accountId: string, verified: string): Promise<boolean> {
  const [row] = await hold(tx, { accountId, verified });
  return row !== undefined;
}

const hold = prepared((tx: Tx, slot: Slots<{ accountId: string; verified: string }>) =>
  tx
    .updateTable('passwords')
    .set((eb) => ({ hash: eb.ref('hash') }))
    .where('account_id', '=', slot('accountId'))
    .where('hash', '=', slot('verified'))
    .returning('account_id'),
);
