import type { Kysely } from 'kysely';

/** Browsers that an account knows, so that a sign-in from a new one can be mailed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('browsers')
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('first_seen_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('browsers_account_key', ['account_id', 'key'])
    .execute();
  await schema.createIndex('browsers_last_seen_at').on('browsers').column('last_seen_at').execute();
}
