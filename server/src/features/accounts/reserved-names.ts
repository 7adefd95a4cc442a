import type { Tx } from '../../platform/write.ts';

/**
 * True when the account holds the name afterwards, as its present one; false when somebody else does. What was
 * held for longer than it may be is free, swept or not.
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
