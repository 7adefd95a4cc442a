import type { Selectable } from 'kysely';
import type { DataExportsTable } from '../../../db/schema.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type DataExport = Selectable<DataExportsTable>;

/** The latest that is being made, or can still be fetched. */
export async function presentExport(
  reader: Reader,
  accountId: string,
  now: string,
): Promise<DataExport | undefined> {
  return reader
    .selectFrom('data_exports')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('requested_at', 'desc')
    .executeTakeFirst();
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

/** True for the one run of the job that finished it. */
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

/** Copies that can be fetched no more. */
export async function emptyExpired(tx: Tx): Promise<void> {
  await tx
    .updateTable('data_exports')
    .set({ sealed_archive: null })
    .where('expires_at', '<=', tx.now)
    .where('sealed_archive', 'is not', null)
    .execute();
}

export async function exportsOf(reader: Reader, accountId: string): Promise<DataExport[]> {
  return reader.selectFrom('data_exports').selectAll().where('account_id', '=', accountId).execute();
}

export async function deleteExports(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('data_exports').where('account_id', '=', accountId).execute();
}
