import type { Selectable } from 'kysely';
import type { Account } from '../../db/account.ts';
import type { ContractDocumentsTable, ContractVersionsTable } from '../../db/schema/contracts.ts';
import type { Reader, Tx } from '../../platform/write.ts';

/** SQL of contracts, their documents, and whom they concern. */

type VersionRow = Selectable<ContractVersionsTable>;
export type DocumentRow = Selectable<ContractDocumentsTable>;

/** A version with its documents. */
export interface Version extends VersionRow {
  readonly documents: readonly DocumentRow[];
  /** The contract that has to be accepted before, and from which version on. */
  readonly dependency: { readonly slug: string; readonly nth: number } | null;
}

const versions = (reader: Reader) =>
  reader
    .selectFrom('contract_versions')
    .leftJoin('contract_versions as dependency', 'dependency.id', 'contract_versions.depends_on_id')
    .selectAll('contract_versions')
    .select(['dependency.slug as dependency_slug', 'dependency.nth as dependency_nth'])
    .orderBy('contract_versions.published_at', 'desc')
    .orderBy('contract_versions.id', 'desc');

type FoundVersion = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

async function withDocuments(reader: Reader, rows: readonly FoundVersion[]): Promise<Version[]> {
  if (rows.length === 0) return [];
  const documents = await reader
    .selectFrom('contract_documents')
    .selectAll()
    .where(
      'version_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('nth')
    .orderBy('locale')
    .execute();
  const byVersion = Map.groupBy(documents, ({ version_id }) => version_id);
  return rows.map(({ dependency_slug: slug, dependency_nth: nth, ...row }) => ({
    ...row,
    documents: byVersion.get(row.id) ?? [],
    dependency: slug === null || nth === null ? null : { slug, nth },
  }));
}

/** The latest version of each contract, the one that was published last first. */
export const latestVersions = async (reader: Reader): Promise<Version[]> =>
  withDocuments(
    reader,
    await versions(reader).where('contract_versions.superseded_at', 'is', null).execute(),
  );

/** All versions, the one that was published last first. */
export const allVersions = async (reader: Reader): Promise<Version[]> =>
  withDocuments(reader, await versions(reader).execute());

export async function versionById(reader: Reader, id: string): Promise<Version | undefined> {
  const rows = await versions(reader).where('contract_versions.id', '=', id).execute();
  return (await withDocuments(reader, rows))[0];
}

/** What is needed to know of every version, without its documents. */
export type KnownVersion = Pick<VersionRow, 'id' | 'slug' | 'required_for' | 'superseded_at'>;

export const knownVersions = (reader: Reader): Promise<KnownVersion[]> =>
  reader
    .selectFrom('contract_versions')
    .select(['id', 'slug', 'required_for', 'superseded_at'])
    .orderBy('slug')
    .orderBy('nth')
    .execute();

/** False when another version of the contract took that place. */
export async function insertVersion(tx: Tx, version: VersionRow): Promise<boolean> {
  const made = await tx
    .insertInto('contract_versions')
    .values(version)
    .onConflict((conflict) => conflict.columns(['slug', 'nth']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** False when the version had been superseded before. */
export async function supersede(tx: Tx, id: string, by: string): Promise<boolean> {
  const row = await tx
    .updateTable('contract_versions')
    .set({ superseded_at: tx.now, next_version_id: by })
    .where('id', '=', id)
    .where('superseded_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The same bytes are kept once. */
export async function putDocument(
  tx: Tx,
  document: { readonly sha256: string; readonly content: string; readonly size: number },
): Promise<void> {
  await tx
    .insertInto('documents')
    .values({ ...document, added_at: tx.now })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

export async function insertDocuments(tx: Tx, rows: readonly DocumentRow[]): Promise<void> {
  await tx
    .insertInto('contract_documents')
    .values([...rows])
    .execute();
}

/** The bytes in base64. */
export async function documentContent(reader: Reader, sha256: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('documents')
    .select('content')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.content;
}

/** What each version that has a file of that name and content is required for. Empty when none has. */
export async function purposesOfFile(reader: Reader, sha256: string, fileName: string): Promise<string[]> {
  const rows = await reader
    .selectFrom('contract_documents')
    .innerJoin('contract_versions', 'contract_versions.id', 'contract_documents.version_id')
    .select('contract_versions.required_for')
    .distinct()
    .where('contract_documents.sha256', '=', sha256)
    .where('contract_documents.file_name', '=', fileName)
    .execute();
  return rows.map(({ required_for }) => required_for);
}

/** How many members would be asked to accept something new: all but those that are suspended or being deleted. */
export async function countMembers(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('deleting_since', 'is', null)
    .where('suspended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The same of a contract for health data alone: those who have such applications, or accepted a version before. */
export async function countHealthMembers(
  reader: Reader,
  slug: string,
  owners: readonly string[],
): Promise<number> {
  const accepted = await reader
    .selectFrom('contract_acceptances')
    .innerJoin('contract_versions', 'contract_versions.id', 'contract_acceptances.version_id')
    .innerJoin('accounts', 'accounts.id', 'contract_acceptances.account_id')
    .select('contract_acceptances.account_id')
    .distinct()
    .where('contract_versions.slug', '=', slug)
    .where('accounts.deleting_since', 'is', null)
    .where('accounts.suspended_at', 'is', null)
    .execute();
  return new Set([...owners, ...accepted.map(({ account_id }) => account_id)]).size;
}

interface Page {
  /** Only accounts with a later id. */
  readonly after: string;
  readonly limit: number;
  /** Who owns health applications, for a version that applies to them and to who accepted one before; null for all members. */
  readonly owners: readonly string[] | null;
}

/** Members with a confirmed address who have not accepted the version, by id. */
export const waitingMembers = (
  reader: Reader,
  version: Version,
  { after, limit, owners }: Page,
): Promise<Account[]> =>
  reader
    .selectFrom('accounts')
    .selectAll()
    .where('id', '>', after)
    .where('email_confirmed_at', 'is not', null)
    .where('deleting_since', 'is', null)
    .where('suspended_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contract_acceptances')
            .select('contract_acceptances.id')
            .whereRef('contract_acceptances.account_id', '=', 'accounts.id')
            .where('contract_acceptances.version_id', '=', version.id),
        ),
      ),
    )
    .$if(owners !== null, (query) =>
      query.where(({ or, eb, exists, selectFrom }) =>
        or([
          ...((owners ?? []).length > 0 ? [eb('accounts.id', 'in', owners ?? [])] : []),
          exists(
            selectFrom('contract_acceptances')
              .innerJoin('contract_versions', 'contract_versions.id', 'contract_acceptances.version_id')
              .select('contract_acceptances.id')
              .whereRef('contract_acceptances.account_id', '=', 'accounts.id')
              .where('contract_versions.slug', '=', version.slug),
          ),
        ]),
      ),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
