import type { Kysely } from 'kysely';

/** Checkpoints: sums over the heads of the journal's chains, each chained to the checkpoint before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('journal_checkpoints')
    .addColumn('nth', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('chains', 'integer', (c) => c.notNull())
    .addColumn('sum', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('journal_covered')
    .addColumn('account_id', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
}
