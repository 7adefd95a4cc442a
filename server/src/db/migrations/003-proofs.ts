import type { Kysely } from 'kysely';

/** Fresh proof, second factors, passkeys, e-mail changes, deletion and export. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const add = (table: string, column: string) => schema.alterTable(table).addColumn(column, 'text').execute();
  // One at a time: SQLite adds no two columns in one statement.
  for (const column of ['totp_since', 'passkey_since', 'pending_email', 'deleting_since'])
    await add('accounts', column);
  await add('sessions', 'proved_at');
  await add('browsers', 'trusted_until');
  await add('api_tokens', 'proved_at');

  await schema
    .createTable('totp_factors')
    .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id'))
    .addColumn('sealed_secret', 'text', (c) => c.notNull())
    .addColumn('begun_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('enabled_at', 'text')
    .addColumn('suspended_at', 'text')
    .addColumn('last_step', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();

  await schema
    .createTable('recovery_codes')
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('code_mac', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('recovery_codes_account_code', ['account_id', 'code_mac'])
    .execute();

  await schema
    .createTable('factor_resets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('stopped_at', 'text')
    .addColumn('done_at', 'text')
    .execute();
  await schema.createIndex('factor_resets_account').on('factor_resets').column('account_id').execute();

  await schema
    .createTable('passkeys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('credential_id', 'text', (c) => c.notNull().unique())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('sign_count', 'bigint', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('aaguid', 'text', (c) => c.notNull())
    .addColumn('backup', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('suspended_at', 'text')
    .execute();
  await schema.createIndex('passkeys_account').on('passkeys').column('account_id').execute();

  await schema
    .createTable('spent_challenges')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('email_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('old_email', 'text', (c) => c.notNull())
    .addColumn('new_email', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('cancelled_at', 'text')
    .addColumn('confirmed_at', 'text')
    .addColumn('undone_at', 'text')
    .execute();
  await schema.createIndex('email_changes_account').on('email_changes').column('account_id').execute();

  await schema
    .createTable('deletions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('cancelled_at', 'text')
    .addColumn('confirmed_at', 'text')
    .addColumn('erase_at', 'text')
    .addColumn('undone_at', 'text')
    .addColumn('erased_at', 'text')
    .addColumn('reason', 'text')
    .addColumn('details', 'text')
    .execute();
  await schema.createIndex('deletions_account').on('deletions').column('account_id').execute();

  await schema
    .createTable('data_exports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('ready_at', 'text')
    .addColumn('expires_at', 'text')
    .addColumn('sealed_archive', 'text')
    .execute();
  await schema.createIndex('data_exports_account').on('data_exports').column('account_id').execute();
}
