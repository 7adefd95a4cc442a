import type { Selectable } from 'kysely';
import type { DeletionsTable } from '../../../db/schema/deletion.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

type Deletion = Selectable<DeletionsTable>;

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

/** One of the account's own deletions. Another account's is not found, as if it never existed. */
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

/** The deletion that was asked for at or after `since` and waits for its link. */
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

/** Cancels every deletion that waits for its link; returns how many did. */
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

/** True for the one caller that confirmed the deletion. */
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

/** True for the one caller that undid the deletion. An erased account stays erased. */
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

/** True for the one caller that may erase now: the erasure is due, and nobody undid the deletion. */
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

/** Forgets what the member wrote. The times stay, with an id that is nobody's by then. */
export async function forgetWords(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('deletions')
    .set({ reason: null, details: null })
    .where('account_id', '=', accountId)
    .execute();
}
