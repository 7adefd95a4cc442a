import type { Kysely } from 'kysely';

/** Accounts at providers that their owners sign in with, and the authorizations that are on their way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('identities')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('uid', 'text', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addUniqueConstraint('identities_subject', ['url', 'uid'])
    .execute();
  await schema.createIndex('identities_account').on('identities').column('account_id').execute();
  await schema
    .createTable('provider_authorizations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('state_hash', 'text', (c) => c.notNull().unique())
    .addColumn('browser_hash', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.references('accounts.id'))
    .addColumn('session_id', 'text')
    .addColumn('next', 'text')
    .addColumn('remembered_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('redeemed_at', 'text')
    .addColumn('uid', 'text')
    .addColumn('username', 'text')
    .addColumn('email', 'text')
    .addColumn('finished_at', 'text')
    .execute();
  await schema
    .createIndex('provider_authorizations_expiry')
    .on('provider_authorizations')
    .column('expires_at')
    .execute();
  await schema
    .createIndex('provider_authorizations_account')
    .on('provider_authorizations')
    .column('account_id')
    .execute();
}
