import type { Selectable } from 'kysely';
import type { ApplicationsTable } from '../../db/schema/applications.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type Application = Selectable<ApplicationsTable>;

export interface NewApplication {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly hds: boolean;
  /** The id of the owner's account. */
  readonly account_id: string;
}

export async function applicationsOf(reader: Reader, accountId: string): Promise<Application[]> {
  return reader
    .selectFrom('applications')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Ids of the applications that the account owns. */
export const ownedBy = async (reader: Reader, accountId: string): Promise<ReadonlySet<string>> =>
  new Set((await applicationsOf(reader, accountId)).map(({ id }) => id));

/** Whether the account owns an application that holds health data. */
export async function ownsHealthApplication(reader: Reader, accountId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('applications')
    .select('id')
    .where('account_id', '=', accountId)
    .where('hds_since', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody who does. */
export async function healthOwners(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('applications')
    .select('account_id')
    .distinct()
    .where('hds_since', 'is not', null)
    .execute();
  return rows.map(({ account_id }) => account_id);
}

export async function applicationById(reader: Reader, id: string): Promise<Application | undefined> {
  return reader.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Registers an application, or updates its name, owner and address. The instant since which it holds health data is kept. */
export async function putApplication(
  tx: Tx,
  { id, hds, ...values }: NewApplication,
  before: Application | undefined,
): Promise<Application> {
  const present = { ...values, hds_since: hds ? (before?.hds_since ?? tx.now) : null };
  return tx
    .insertInto('applications')
    .values({ id, ...present, registered_at: tx.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(present))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Returns the deleted application, or nothing when there was none. */
export async function deleteApplication(tx: Tx, id: string): Promise<Application | undefined> {
  return tx.deleteFrom('applications').where('id', '=', id).returningAll().executeTakeFirst();
}
