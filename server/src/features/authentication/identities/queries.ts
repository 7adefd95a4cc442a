import type { Selectable } from 'kysely';
import type { IdentitiesTable } from '../../../db/schema/identities.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type Identity = Selectable<IdentitiesTable>;

/** An account at a provider. */
interface Subject {
  /** The provider's origin. */
  readonly url: string;
  readonly uid: string;
}

/** The account's identities, oldest first. */
export async function identitiesOf(reader: Reader, accountId: string): Promise<Identity[]> {
  return reader
    .selectFrom('identities')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Whom an account at a provider signs in. */
export async function identityOf(reader: Reader, { url, uid }: Subject): Promise<Identity | undefined> {
  return reader
    .selectFrom('identities')
    .selectAll()
    .where('url', '=', url)
    .where('uid', '=', uid)
    .executeTakeFirst();
}

/** Returns nothing when the account at the provider signs somebody in already. */
export async function insertIdentity(
  tx: Tx,
  identity: Omit<Identity, 'created_at' | 'last_used_at'>,
): Promise<Identity | undefined> {
  return tx
    .insertInto('identities')
    .values({ ...identity, created_at: tx.now, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['url', 'uid']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Marks the identity as used now, under its present name. False when it is the account's no longer. */
export async function useIdentity(
  tx: Tx,
  { id, account_id }: Pick<Identity, 'id' | 'account_id'>,
  username: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('identities')
    .set({ last_used_at: tx.now, username })
    .where('id', '=', id)
    .where('account_id', '=', account_id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteIdentity(tx: Tx, accountId: string, id: string): Promise<Identity | undefined> {
  return tx
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
}

/** Deletes those of an account, or those that were added at `since` or later. */
export async function deleteIdentitiesOf(tx: Tx, accountId: string, since = ''): Promise<Identity[]> {
  return tx
    .deleteFrom('identities')
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .returningAll()
    .execute();
}
