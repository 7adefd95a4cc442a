import type { Selectable } from 'kysely';
import type { PasswordResetsTable } from '../../../db/schema.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { isLong } from './password-rules.ts';

/** The account's hash; null when it has no password, or there is no such account. */
export async function passwordHash(reader: Reader, accountId: string | undefined): Promise<string | null> {
  // Asked even when there is no account, so that both cases do the same work.
  const row = await reader
    .selectFrom('passwords')
    .select('hash')
    .where('account_id', '=', accountId ?? '')
    .executeTakeFirst();
  return row?.hash ?? null;
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

export type PasswordReset = Selectable<PasswordResetsTable>;

/** Nothing when a reset of this id was made before (the job ran twice). */
export async function insertReset(
  tx: Tx,
  reset: Pick<PasswordReset, 'id' | 'account_id' | 'secret_hash' | 'expires_at'>,
): Promise<boolean> {
  const row = await tx
    .insertInto('password_resets')
    .values({ ...reset, created_at: tx.now, used_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function resetBySecret(reader: Reader, secretHash: string): Promise<PasswordReset | undefined> {
  return reader
    .selectFrom('password_resets')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
}

/** Spends the link: true for exactly one caller. */
export async function spendReset(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('password_resets')
    .set({ used_at: tx.now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The account's other links stop working once its password has changed. */
export async function spendAllResets(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('password_resets')
    .set({ used_at: tx.now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
}

/** Links that could be used no more before then. */
export async function sweepResets(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('password_resets').where('expires_at', '<', before).execute();
}
