import type { Kysely } from 'kysely';

/** Links to providers of code; which SSH keys came through one; the linked GitHub account in the user object. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('integrations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('scm_type', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('uid', 'text', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('avatar_url', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('profile_url', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text')
    .addColumn('missing_scopes', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('authorize_url', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('checked_at', 'text', (c) => c.notNull())
    .addColumn('check_due_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('sealed_tokens', 'text', (c) => c.notNull())
    .addColumn('tokens_version', 'integer', (c) => c.notNull())
    .addColumn('renew_at', 'text')
    .addColumn('expires_at', 'text')
    .addColumn('renewal_id', 'text')
    .addColumn('renewal_began_at', 'text')
    .addUniqueConstraint('integrations_subject', ['url', 'uid'])
    .execute();
  await schema.createIndex('integrations_account').on('integrations').column('account_id').execute();
  await schema.createIndex('integrations_check').on('integrations').column('check_due_at').execute();
  await schema.alterTable('ssh_keys').addColumn('integration_id', 'text').execute();
  await schema.createIndex('ssh_keys_integration').on('ssh_keys').column('integration_id').execute();
  await schema.alterTable('accounts').addColumn('github', 'text').execute();
}
