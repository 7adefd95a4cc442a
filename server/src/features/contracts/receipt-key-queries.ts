import type { Selectable } from 'kysely';
import type { ReceiptKeysTable } from '../../db/schema/contracts.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type ReceiptKeyRow = Selectable<ReceiptKeysTable>;

/** All keys there ever were, newest first. */
export const receiptKeyRows = (reader: Reader): Promise<ReceiptKeyRow[]> =>
  reader.selectFrom('receipt_keys').selectAll().orderBy('created_at', 'desc').orderBy('kid').execute();

export async function receiptKeyById(reader: Reader, kid: string): Promise<ReceiptKeyRow | undefined> {
  return reader.selectFrom('receipt_keys').selectAll().where('kid', '=', kid).executeTakeFirst();
}

export async function insertReceiptKey(tx: Tx, key: Omit<ReceiptKeyRow, 'created_at'>): Promise<void> {
  await tx
    .insertInto('receipt_keys')
    .values({ ...key, created_at: tx.now })
    .execute();
}
