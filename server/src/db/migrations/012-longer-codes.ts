import { type Kysely, sql } from 'kysely';

/**
 * Recovery codes get an id, because a job will change how short ones are stored (decision 018). Of a used code, only the
 * time of its use is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('recovery_codes').renameColumn('code_mac', 'code_hash').execute();
  await schema.alterTable('recovery_codes').addColumn('id', 'text').execute();
  // The numbering is random, because the order of the ids must not tell the order of the hashes.
  await sql`
    update recovery_codes set id = numbered.account_id || '-' || cast(numbered.nth as text)
    from (
      select account_id, code_hash, row_number() over (partition by account_id order by random()) as nth
      from recovery_codes
    ) as numbered
    where numbered.account_id = recovery_codes.account_id and numbered.code_hash = recovery_codes.code_hash
  `.execute(db);
  await sql`update recovery_codes set code_hash = 'used:' || id where used_at is not null`.execute(db);
  await schema.createIndex('recovery_codes_id').on('recovery_codes').column('id').unique().execute();
}
