import { type Kysely, sql } from 'kysely';

/** Makes room for passwords that are hashed anew without being changed, and for hashes that other platforms made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const add = (column: string) =>
    schema
      .alterTable('passwords')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  // One at a time: SQLite adds no two columns in one statement.
  await add('id');
  await add('scheme');
  // An account has one password, so any id serves that no other password of the account ever had. All hashes so far are
  // our own. They end with `$`, 16 bytes of salt, `$` and 32 bytes of hash: 67 characters.
  await sql`update passwords set id = account_id, scheme = substr(hash, 1, length(hash) - 67)`.execute(db);
  await schema.createIndex('passwords_scheme').on('passwords').column('scheme').execute();
}
