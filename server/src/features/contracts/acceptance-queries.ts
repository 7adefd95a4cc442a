import type { Selectable } from 'kysely';
import type { ContractAcceptancesTable, ContractVersionsTable } from '../../db/schema/contracts.ts';
import type { Reader, Tx } from '../../platform/write.ts';

/** SQL of who accepted what. */

type VersionRow = Selectable<ContractVersionsTable>;
type AcceptanceRow = Selectable<ContractAcceptancesTable>;

/** An acceptance, with the place of its version within the contract. */
export type Acceptance = Pick<AcceptanceRow, 'version_id' | 'accepted_at' | 'locale'> &
  Pick<VersionRow, 'slug' | 'nth'>;

export const acceptancesOf = (reader: Reader, accountId: string): Promise<Acceptance[]> =>
  reader
    .selectFrom('contract_acceptances')
    .innerJoin('contract_versions', 'contract_versions.id', 'contract_acceptances.version_id')
    .select([
      'contract_acceptances.version_id',
      'contract_acceptances.accepted_at',
      'contract_acceptances.locale',
      'contract_versions.slug',
      'contract_versions.nth',
    ])
    .where('contract_acceptances.account_id', '=', accountId)
    .orderBy('contract_acceptances.accepted_at')
    .orderBy('contract_acceptances.id')
    .execute();

export async function insertAcceptance(
  tx: Tx,
  acceptance: Omit<AcceptanceRow, 'accepted_at' | 'erased_at'>,
): Promise<void> {
  await tx
    .insertInto('contract_acceptances')
    .values({ ...acceptance, accepted_at: tx.now, erased_at: null })
    .execute();
}

export async function acceptanceOf(
  reader: Reader,
  accountId: string,
  versionId: string,
): Promise<AcceptanceRow | undefined> {
  return reader
    .selectFrom('contract_acceptances')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('version_id', '=', versionId)
    .executeTakeFirst();
}

type UntoldAcceptance = Pick<AcceptanceRow, 'id' | 'version_id' | 'accepted_at' | 'locale' | 'jws'>;

/** What the account accepted and was not mailed. */
export const untoldAcceptances = (reader: Reader, accountId: string): Promise<UntoldAcceptance[]> =>
  reader
    .selectFrom('contract_acceptances')
    .select(['id', 'version_id', 'accepted_at', 'locale', 'jws'])
    .where('account_id', '=', accountId)
    .where('mailed_at', 'is', null)
    .orderBy('id')
    .execute();

export async function markMailed(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.updateTable('contract_acceptances').set({ mailed_at: tx.now }).where('id', 'in', ids).execute();
}

/** Takes acceptances back: all, or those made since an instant. Returns how many. */
export async function deleteAcceptances(tx: Tx, accountId: string, since = ''): Promise<number> {
  const rows = await tx
    .deleteFrom('contract_acceptances')
    .where('account_id', '=', accountId)
    .where('accepted_at', '>=', since)
    .returning('id')
    .execute();
  return rows.length;
}

/** Every acceptance of the account with its receipt and what it was of, for its copy. */
export const acceptancesForCopy = (reader: Reader, accountId: string) =>
  reader
    .selectFrom('contract_acceptances')
    .innerJoin('contract_versions', 'contract_versions.id', 'contract_acceptances.version_id')
    .select([
      'contract_versions.slug',
      'contract_versions.version',
      'contract_acceptances.accepted_at',
      'contract_acceptances.locale',
      'contract_acceptances.jws',
      'contract_acceptances.disclosures',
      'contract_acceptances.mailed_at',
    ])
    .where('contract_acceptances.account_id', '=', accountId)
    .orderBy('contract_acceptances.id')
    .execute();

/** Forgets what the account's receipts say of the person. The receipts stay. */
export async function forgetPerson(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('contract_acceptances')
    .set({ disclosures: null, erased_at: tx.now })
    .where('account_id', '=', accountId)
    .execute();
}

/** Deletes the receipts of accounts that were erased before an instant. */
export async function deleteErasedAcceptances(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('contract_acceptances').where('erased_at', '<', before).execute();
}
