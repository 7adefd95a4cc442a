import type { Kysely } from 'kysely';

/** SSH keys; limits, expiry, overlap and uses of API tokens; service credentials. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // One at a time: SQLite adds no two columns in one statement.
  for (const column of [
    'scopes',
    'applications',
    'expires_at',
    'parent_id',
    'previous_secret_hash',
    'previous_until',
    'last_used_ip',
    'last_used_client',
  ])
    await schema.alterTable('api_tokens').addColumn(column, 'text').execute();
  await schema.alterTable('api_tokens').addColumn('warned_days', 'integer').execute();
  await schema
    .createIndex('api_tokens_previous_secret')
    .on('api_tokens')
    .column('previous_secret_hash')
    .execute();
  await schema.createIndex('api_tokens_parent').on('api_tokens').column('parent_id').execute();
  await schema.createIndex('api_tokens_expiry').on('api_tokens').column('expires_at').execute();
  await schema.alterTable('applications').addColumn('hds_since', 'text').execute();

  await schema
    .createTable('api_token_uses')
    .addColumn('token_id', 'text', (c) => c.notNull().references('api_tokens.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('remote_ip', 'text', (c) => c.notNull())
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('first_at', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('api_token_uses_key', ['token_id', 'remote_ip', 'client'])
    .execute();
  await schema.createIndex('api_token_uses_account').on('api_token_uses').column('account_id').execute();
  await schema.createIndex('api_token_uses_last').on('api_token_uses').column('last_at').execute();

  await schema
    .createTable('api_token_calls')
    .addColumn('token_id', 'text', (c) => c.notNull().references('api_tokens.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('application', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('api_token_calls_key', ['token_id', 'scope', 'application'])
    .execute();
  await schema.createIndex('api_token_calls_account').on('api_token_calls').column('account_id').execute();
  await schema.createIndex('api_token_calls_last').on('api_token_calls').column('last_at').execute();

  await schema
    .createTable('ssh_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('bits', 'integer', (c) => c.notNull())
    .addColumn('fingerprint_md5', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('last_used_at', 'text')
    .addColumn('disabled_at', 'text')
    .addColumn('disabled_because', 'text')
    .execute();
  await schema.createIndex('ssh_keys_account').on('ssh_keys').column('account_id').execute();

  await schema
    .createTable('service_credentials')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('previous_secret_hash', 'text')
    .addColumn('previous_until', 'text')
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('audiences', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await schema
    .createIndex('service_credentials_previous')
    .on('service_credentials')
    .column('previous_secret_hash')
    .execute();
}
