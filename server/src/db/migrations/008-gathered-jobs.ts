import type { Kysely } from 'kysely';

/** Like jobs of one account that are done as one. */
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
