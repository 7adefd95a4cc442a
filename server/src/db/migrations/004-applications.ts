import type { Kysely } from 'kysely';

/** The platform's applications. An account that owns one cannot be deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('applications')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('registered_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('applications_account').on('applications').column('account_id').execute();
}
