import type { Selectable } from 'kysely';
import type { ProviderAuthorizationsTable } from '../../../db/schema/identities.ts';
import type { Instant } from '../../../kernel/clock.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

export type Authorization = Selectable<ProviderAuthorizationsTable>;

export async function insertAuthorization(
  tx: Tx,
  authorization: Omit<
    Authorization,
    'created_at' | 'redeemed_at' | 'uid' | 'username' | 'email' | 'finished_at'
  >,
): Promise<void> {
  const later = { redeemed_at: null, uid: null, username: null, email: null, finished_at: null };
  await tx
    .insertInto('provider_authorizations')
    .values({ ...authorization, ...later, created_at: tx.now })
    .execute();
}

export async function authorizationOf(reader: Reader, stateHash: string): Promise<Authorization | undefined> {
  return reader
    .selectFrom('provider_authorizations')
    .selectAll()
    .where('state_hash', '=', stateHash)
    .executeTakeFirst();
}

/** True for the one caller that may ask the provider. */
export async function redeem(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('provider_authorizations')
    .set({ redeemed_at: tx.now })
    .where('id', '=', id)
    .where('redeemed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps who the provider says it is. Nothing when the authorization has been dropped meanwhile. */
export async function identify(
  tx: Tx,
  id: string,
  who: Pick<Authorization, 'uid' | 'username' | 'email'>,
  expiresAt: Instant,
): Promise<Authorization | undefined> {
  return tx
    .updateTable('provider_authorizations')
    .set({ ...who, expires_at: expiresAt })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** True for the one caller whose write does what the authorization was begun for. */
export async function finish(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('provider_authorizations')
    .set({ finished_at: tx.now })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Drops the authorizations that an account's sessions began. */
export async function dropAuthorizationsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('provider_authorizations').where('account_id', '=', accountId).execute();
}

/** As `dropAuthorizationsOf`. One that has done what it was begun for stays, so that it is known as used. */
export async function dropUnfinishedOf(tx: Tx, accountId: string): Promise<void> {
  await tx
    .deleteFrom('provider_authorizations')
    .where('account_id', '=', accountId)
    .where('finished_at', 'is', null)
    .execute();
}

/** They may hold somebody's name and address, so they go when they expire. */
export async function sweepAuthorizations(tx: Tx): Promise<void> {
  await tx.deleteFrom('provider_authorizations').where('expires_at', '<=', tx.now).execute();
}
