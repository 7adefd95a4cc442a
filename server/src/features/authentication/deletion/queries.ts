import type { Selectable } from 'kysely';
import type { DeletionsTable } from '../../../db/schema/deletion.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type Deletion = Selectable<DeletionsTable>;

export async function insertDeletion(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx
    .insertInto('deletions')
    .values({
      id,
      account_id: accountId,
      requested_at: tx.now,
      cancelled_at: null,
      confirmed_at: null,
      erase_at: null,
      undone_at: null,
      erased_at: null,
      reason: null,
      details: null,
    })
    .execute();
}

/** One of the account's own; another account's is as absent as one that never was. */
export async function deletionOf(
  reader: Reader,
  accountId: string,
  id: string,
): Promise<Deletion | undefined> {
  return reader
    .selectFrom('deletions')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** What was asked for at or after `since` and waits for its link. */
export async function waitingDeletion(
  reader: Reader,
  accountId: string,
  since: string,
): Promise<Deletion | undefined> {
  return reader
    .selectFrom('deletions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .where('requested_at', '>', since)
    .executeTakeFirst();
}

/** Whatever waits for its link waits no longer; how many did. */
export async function cancelWaiting(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx
    .updateTable('deletions')
    .set({ cancelled_at: tx.now })
    .where('account_id', '=', accountId)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

/** True for the one caller that confirmed it. */
export async function markConfirmed(
  tx: Tx,
  id: string,
  values: { erase_at: string; reason: string | null; details: string | null },
): Promise<boolean> {
  const row = await tx
    .updateTable('deletions')
    .set({ ...values, confirmed_at: tx.now })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** True for the one caller that undid it; an account that was erased stays so. */
export async function markUndone(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('deletions')
    .set({ undone_at: tx.now })
    .where('id', '=', id)
    .where('confirmed_at', 'is not', null)
    .where('undone_at', 'is', null)
    .where('erased_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** True for the one caller that may erase now: it is due, and nobody undid it. */
export async function markErased(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('deletions')
    .set({ erased_at: tx.now })
    .where('id', '=', id)
    .where('erase_at', '<=', tx.now)
    .where('undone_at', 'is', null)
    .where('erased_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function deletionsOf(reader: Reader, accountId: string): Promise<Deletion[]> {
  return reader.selectFrom('deletions').selectAll().where('account_id', '=', accountId).execute();
}

/** What somebody wrote; when it happened stays, with an id that is nobody's by then. */
export async function forgetWords(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('deletions')
    .set({ reason: null, details: null })
    .where('account_id', '=', accountId)
    .execute();
}
