import { integrations } from '@loge/protocol';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { IntegrationsTable } from '../../db/schema/integrations.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type Integration = Selectable<IntegrationsTable>;

/** The account's integrations, oldest first. */
export async function integrationsOf(reader: Reader, accountId: string): Promise<Integration[]> {
  return reader
    .selectFrom('integrations')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function integrationById(reader: Reader, id: string): Promise<Integration | undefined> {
  return reader.selectFrom('integrations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Reads the integration and locks it until this write is over. */
export async function lockIntegration(tx: Tx, id: string): Promise<Integration | undefined> {
  return tx.selectFrom('integrations').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** Whoever on the platform linked this account at the provider. */
export async function integrationOfSubject(
  reader: Reader,
  url: string,
  uid: string,
): Promise<Integration | undefined> {
  return ofSubject(reader, url, uid).executeTakeFirst();
}

/** As `integrationOfSubject`, and locks it until this write is over. */
export async function lockIntegrationOfSubject(
  tx: Tx,
  url: string,
  uid: string,
): Promise<Integration | undefined> {
  return ofSubject(tx, url, uid).forNoKeyUpdate().executeTakeFirst();
}

const ofSubject = (reader: Reader, url: string, uid: string) =>
  reader.selectFrom('integrations').selectAll().where('url', '=', url).where('uid', '=', uid);

/** Returns nothing when the account at the provider is linked already, here or on another account. */
export async function insertIntegration(
  tx: Tx,
  integration: Insertable<IntegrationsTable>,
): Promise<Integration | undefined> {
  return tx
    .insertInto('integrations')
    .values(integration)
    .onConflict((conflict) => conflict.columns(['url', 'uid']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Returns nothing when the integration is gone, or has other tokens than those of `version`. */
export async function updateIntegration(
  tx: Tx,
  id: string,
  version: number,
  change: Updateable<IntegrationsTable>,
): Promise<Integration | undefined> {
  return tx
    .updateTable('integrations')
    .set(change)
    .where('id', '=', id)
    .where('tokens_version', '=', version)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Takes the renewal of a pair of tokens, of which each is renewed once. Returns nothing while somebody else has it who took
 * it at `lapsed` or later, and when the pair is another one by now.
 */
export async function takeRenewal(
  tx: Tx,
  { id, tokens_version }: Integration,
  renewalId: string,
  lapsed: Instant,
): Promise<Integration | undefined> {
  return tx
    .updateTable('integrations')
    .set({ renewal_id: renewalId, renewal_began_at: tx.now })
    .where('id', '=', id)
    .where('tokens_version', '=', tokens_version)
    .where((eb) => eb.or([eb('renewal_began_at', 'is', null), eb('renewal_began_at', '<', lapsed)]))
    .returningAll()
    .executeTakeFirst();
}

/** Ends a renewal without a new pair, unless another one was taken by now. */
export async function endRenewal(tx: Tx, id: string, renewalId: string): Promise<void> {
  await tx
    .updateTable('integrations')
    .set({ renewal_id: null, renewal_began_at: null })
    .where('id', '=', id)
    .where('renewal_id', '=', renewalId)
    .execute();
}

export async function deleteIntegration(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<Integration | undefined> {
  return tx
    .deleteFrom('integrations')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
}

/** Deletes those of an account, or those that were made at `since` or later. */
export async function deleteIntegrationsOf(tx: Tx, accountId: string, since = ''): Promise<Integration[]> {
  return tx
    .deleteFrom('integrations')
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .returningAll()
    .execute();
}

/** Marks when the link was last used. */
export const markUsed = (id: string, now: Instant) => (writer: Pick<Tx, 'updateTable'>) =>
  writer.updateTable('integrations').set({ last_used_at: now }).where('id', '=', id).execute();

/** Puts off the next check of integrations whose check is due, and returns them. */
export async function takeDueChecks(tx: Tx, until: Instant, limit: number): Promise<Integration[]> {
  return tx
    .updateTable('integrations')
    .set({ check_due_at: until })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('integrations')
        .select('id')
        .where('check_due_at', '<=', tx.now)
        .orderBy('check_due_at')
        .limit(limit),
    )
    .returningAll()
    .execute();
}

export const stateOf = ({ state }: Integration): integrations.IntegrationState =>
  integrations.integrationStates.find((known) => known === state) ?? 'unreachable';
