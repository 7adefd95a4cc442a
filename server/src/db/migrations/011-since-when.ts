import type { Kysely } from 'kysely';

/**
 * An address change records since when its requester had access, and by which token. A token records the SSH key whose
 * login made it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('email_changes').addColumn('stranger_since', 'text').execute();
  await schema.alterTable('email_changes').addColumn('token_id', 'text').execute();
  await schema.alterTable('api_tokens').addColumn('ssh_key_id', 'text').execute();
}
