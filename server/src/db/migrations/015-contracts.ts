import type { Kysely } from 'kysely';

/** Contracts, their documents, who accepted what, and the keys that sign receipts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('documents')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('contract_versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('nth', 'integer', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('short', 'text', (c) => c.notNull())
    .addColumn('blog_article', 'text', (c) => c.notNull())
    .addColumn('required_for', 'text', (c) => c.notNull())
    .addColumn('enroll_at', 'text')
    .addColumn('depends_on_id', 'text')
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('superseded_at', 'text')
    .addColumn('next_version_id', 'text')
    .addUniqueConstraint('contract_versions_nth', ['slug', 'nth'])
    .execute();
  await schema
    .createTable('contract_documents')
    .addColumn('version_id', 'text', (c) => c.notNull().references('contract_versions.id'))
    .addColumn('nth', 'integer', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('short', 'text', (c) => c.notNull())
    .addColumn('web', 'text')
    .addColumn('sha256', 'text', (c) => c.notNull().references('documents.sha256'))
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('contract_documents_key', ['version_id', 'nth', 'locale'])
    .execute();
  await schema.createIndex('contract_documents_sha256').on('contract_documents').column('sha256').execute();
  await schema
    .createTable('contract_acceptances')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull().references('contract_versions.id'))
    .addColumn('accepted_at', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('jws', 'text', (c) => c.notNull())
    .addColumn('disclosures', 'text')
    .addColumn('mailed_at', 'text')
    .addColumn('erased_at', 'text')
    .addUniqueConstraint('contract_acceptances_once', ['account_id', 'version_id'])
    .execute();
  await schema
    .createIndex('contract_acceptances_erased')
    .on('contract_acceptances')
    .column('erased_at')
    .execute();
  await schema
    .createTable('receipt_keys')
    .addColumn('kid', 'text', (c) => c.primaryKey())
    .addColumn('public_jwk', 'text', (c) => c.notNull())
    .addColumn('sealed_private_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('contract_notices')
    .addColumn('version_id', 'text', (c) => c.notNull().references('contract_versions.id'))
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('told_until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('contract_notices_key', ['version_id', 'stage'])
    .execute();
  await schema.alterTable('accounts').addColumn('accepted_contracts', 'text').execute();
}
