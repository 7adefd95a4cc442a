import type { Selectable } from 'kysely';
import type { EmailConfirmationsTable } from '../../../db/schema.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type EmailConfirmation = Selectable<EmailConfirmationsTable>;

export async function insertConfirmation(
  tx: Tx,
  confirmation: Omit<EmailConfirmation, 'created_at' | 'used_at'>,
): Promise<void> {
  await tx
    .insertInto('email_confirmations')
    .values({ ...confirmation, created_at: tx.now, used_at: null })
    .execute();
}

export async function confirmationBySecret(
  reader: Reader,
  secretHash: string,
): Promise<EmailConfirmation | undefined> {
  return reader
    .selectFrom('email_confirmations')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
}

/** Spends the link: true for exactly one caller. */
export async function spendConfirmation(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('email_confirmations')
    .set({ used_at: tx.now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Earlier links of the account stop working. */
export async function spendConfirmationsOf(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('email_confirmations')
    .set({ used_at: tx.now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
}

/** Links that could be used no more before then. */
export async function sweepConfirmations(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('email_confirmations').where('expires_at', '<', before).execute();
}
