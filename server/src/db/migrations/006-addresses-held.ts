import { type Kysely, sql } from 'kysely';

type Before = {
  claims: {
    kind: string;
    key: string;
    account_id: string;
    held_until: string | null;
    held_as: string | null;
  };
  email_changes: { id: string; account_id: string; old_email: string; undone_at: string | null };
  one_time_links: { subject: string; purpose: string; expires_at: string; used_at: string | null };
};

/** A former address stays reserved for its account while the change can be undone. Changes get an order of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // One at a time: SQLite adds no two columns in one statement.
  for (const column of ['held_until', 'held_as'])
    await schema.alterTable('claims').addColumn(column, 'text').execute();
  await schema
    .createIndex('claims_held_until')
    .on('claims')
    .column('held_until')
    .where('held_until' as never, 'is not', null)
    .execute();
  await schema.alterTable('email_changes').addColumn('old_confirmed_at', 'text').execute();
  await schema
    .alterTable('email_changes')
    .addColumn('nth', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`update email_changes set nth = (
    select count(*) from email_changes as earlier
    where earlier.account_id = email_changes.account_id and earlier.requested_at <= email_changes.requested_at
  )`.execute(db);
  // Only a confirmed address was ever mailed an undo link.
  await sql`update email_changes set old_confirmed_at = requested_at where exists (
    select 1 from one_time_links where purpose = 'email-change-undo' and subject = email_changes.id
  )`.execute(db);
  await holdUndoable(db.withTables<Before>());
}

/** Reserves each address whose change can be undone today until its link ends, unless an account has the address by now. */
async function holdUndoable(db: Kysely<Before>): Promise<void> {
  const undoable = await db
    .selectFrom('email_changes as change')
    .innerJoin('one_time_links as link', 'link.subject', 'change.id')
    .select(['change.account_id', 'change.old_email', 'link.expires_at'])
    .where('link.purpose', '=', 'email-change-undo')
    .where('link.used_at', 'is', null)
    .where('change.undone_at', 'is', null)
    .execute();
  for (const { account_id, old_email, expires_at } of undoable) {
    // What `emailKey` did when this migration was written.
    const key = old_email.trim().normalize('NFKC').toLowerCase();
    await db
      .insertInto('claims')
      .values({ kind: 'email', key, account_id, held_until: expires_at, held_as: old_email })
      .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
      .execute();
  }
}
