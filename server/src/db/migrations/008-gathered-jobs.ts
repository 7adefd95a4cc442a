import type { Kysely } from 'kysely';

/** Jobs of one account that are alike can be done as one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('jobs').addColumn('gather', 'text').execute();
  await schema
    .createIndex('jobs_gathered')
    .on('jobs')
    .columns(['account_id', 'gather', 'run_at'])
    .where('gather' as never, 'is not', null)
    .execute();
}
