import type { Kysely } from 'kysely';

/** Since when whoever asked for another address had been there, and by which token; which key's login made a token. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('email_changes').addColumn('stranger_since', 'text').execute();
  await schema.alterTable('email_changes').addColumn('token_id', 'text').execute();
  await schema.alterTable('api_tokens').addColumn('ssh_key_id', 'text').execute();
}
