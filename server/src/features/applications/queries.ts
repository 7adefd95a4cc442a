import type { Selectable } from 'kysely';
import type { ApplicationsTable } from '../../db/schema.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type Application = Selectable<ApplicationsTable>;

export async function applicationsOf(reader: Reader, accountId: string): Promise<Application[]> {
  return reader
    .selectFrom('applications')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Registers it, or gives it its present name, owner and address. */
export async function putApplication(tx: Tx, application: Omit<Application, 'registered_at'>): Promise<void> {
  const { id, ...values } = application;
  await tx
    .insertInto('applications')
    .values({ id, ...values, registered_at: tx.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** Whose it was; nothing when there was none. */
export async function deleteApplication(tx: Tx, id: string): Promise<Application | undefined> {
  return tx.deleteFrom('applications').where('id', '=', id).returningAll().executeTakeFirst();
}

export async function deleteApplicationsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('applications').where('account_id', '=', accountId).execute();
}
