import type { Reader, Tx } from '../../platform/write.ts';

/** SQL of how far members were told of a version. */

export async function beginNotice(tx: Tx, versionId: string, stage: string): Promise<void> {
  await tx.insertInto('contract_notices').values({ version_id: versionId, stage, told_until: '' }).execute();
}

/** Up to which id accounts have been told. */
export async function noticedUntil(
  reader: Reader,
  versionId: string,
  stage: string,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('contract_notices')
    .select('told_until')
    .where('version_id', '=', versionId)
    .where('stage', '=', stage)
    .executeTakeFirst();
  return row?.told_until;
}

/** False when somebody else moved it. */
export async function moveNotice(
  tx: Tx,
  versionId: string,
  stage: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('contract_notices')
    .set({ told_until: to })
    .where('version_id', '=', versionId)
    .where('stage', '=', stage)
    .where('told_until', '=', from)
    .returning('version_id')
    .executeTakeFirst();
  return row !== undefined;
}
