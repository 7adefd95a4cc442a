import type { Selectable } from 'kysely';
import type { PasskeysTable } from '../../../db/schema/passkeys.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type Passkey = Selectable<PasskeysTable>;

/** PostgreSQL's text cannot hold NUL, even where any other text is allowed. */
const storable = (text: string): boolean => !text.includes('\u0000');

export async function passkeyByCredential(
  reader: Reader,
  credentialId: string,
): Promise<Passkey | undefined> {
  if (!storable(credentialId)) return undefined;
  return reader
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
}

export async function passkeysOf(reader: Reader, accountId: string): Promise<Passkey[]> {
  return reader
    .selectFrom('passkeys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One of the account's own passkeys. Another account's is not found, as if it never existed. */
export async function passkeyOf(reader: Reader, accountId: string, id: string): Promise<Passkey | undefined> {
  return reader
    .selectFrom('passkeys')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Returns nothing when the credential is registered already, with any account. */
export async function insertPasskey(
  tx: Tx,
  passkey: Omit<Passkey, 'created_at' | 'last_used_at' | 'suspended_at'>,
): Promise<Passkey | undefined> {
  return tx
    .insertInto('passkeys')
    .values({ ...passkey, created_at: tx.now, last_used_at: null, suspended_at: null })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** True for the one caller whose answer came after the counter value that it was checked against. */
export async function markUsed(
  tx: Tx,
  passkey: Pick<Passkey, 'id' | 'sign_count'>,
  signCount: number,
  backup: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('passkeys')
    .set({ sign_count: signCount, backup, last_used_at: tx.now })
    .where('id', '=', passkey.id)
    .where('sign_count', '=', passkey.sign_count)
    .where('suspended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function renamePasskey(
  tx: Tx,
  accountId: string,
  id: string,
  name: string,
): Promise<Passkey | undefined> {
  return tx
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
}

export async function deletePasskey(tx: Tx, accountId: string, id: string): Promise<Passkey | undefined> {
  return tx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
}

export async function deletePasskeysOf(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('passkeys').where('account_id', '=', accountId).execute();
}

/** Suspends the passkeys that were added at or after `since`. */
export async function suspendPasskeys(tx: Tx, accountId: string, since: string): Promise<void> {
  await tx
    .updateTable('passkeys')
    .set({ suspended_at: tx.now })
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .where('suspended_at', 'is', null)
    .execute();
}

/** True for the one caller that answered the challenge. */
export async function spendChallenge(tx: Tx, key: string, expiresAt: string): Promise<boolean> {
  const row = await tx
    .insertInto('spent_challenges')
    .values({ key, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

export async function sweepChallenges(tx: Tx): Promise<void> {
  await tx.deleteFrom('spent_challenges').where('expires_at', '<', tx.now).execute();
}
