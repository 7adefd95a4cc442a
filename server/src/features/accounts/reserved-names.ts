import type { Tx } from '../../platform/write.ts';

/**
 * Returns true when the account now holds the name as its present one, false when another account holds it. A name whose
 * holding time is over is free, whether or not the sweep has run.
 */
export async function reserveName(
  tx: Tx,
  kind: 'username' | 'email',
  key: string,
  accountId: string,
): Promise<boolean> {
  await tx
    .deleteFrom('claims')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('held_until', '<=', tx.now)
    .execute();
  const won = await tx
    .insertInto('claims')
    .values({ kind, key, account_id: accountId, held_until: null, held_as: null })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (won) return true;
  const own = await tx
    .updateTable('claims')
    .set({ held_until: null, held_as: null })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst();
  return own !== undefined;
}

export async function releaseName(
  tx: Tx,
  kind: 'username' | 'email',
  key: string,
  accountId: string,
): Promise<void> {
  await tx
    .deleteFrom('claims')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('account_id', '=', accountId)
    .execute();
}
