import type { Selectable } from 'kysely';
import type { DataExportsTable } from '../../../db/schema/data-export.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

type DataExport = Selectable<DataExportsTable>;

/** When a copy was asked for and made, without the copy itself, which may be large. */
export type ExportTimes = Pick<DataExport, 'id' | 'requested_at' | 'ready_at' | 'expires_at'>;

/** The latest copies, newest first. */
export async function exportTimes(reader: Reader, accountId: string): Promise<ExportTimes[]> {
  return reader
    .selectFrom('data_exports')
    .select(['id', 'requested_at', 'ready_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .orderBy('requested_at', 'desc')
    .limit(20)
    .execute();
}

export async function exportById(
  reader: Reader,
  accountId: string,
  id: string,
): Promise<DataExport | undefined> {
  return reader
    .selectFrom('data_exports')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

export async function insertExport(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx
    .insertInto('data_exports')
    .values({
      id,
      account_id: accountId,
      requested_at: tx.now,
      ready_at: null,
      expires_at: null,
      sealed_archive: null,
    })
    .execute();
}

/** True for the one run of the job that finished the copy. */
export async function finishExport(
  tx: Tx,
  id: string,
  sealedArchive: string,
  expiresAt: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('data_exports')
    .set({ sealed_archive: sealedArchive, ready_at: tx.now, expires_at: expiresAt })
    .where('id', '=', id)
    .where('ready_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes the content of copies that can no longer be fetched. */
export async function emptyExpired(tx: Tx): Promise<void> {
  await tx
    .updateTable('data_exports')
    .set({ sealed_archive: null })
    .where('expires_at', '<=', tx.now)
    .where('sealed_archive', 'is not', null)
    .execute();
}
