import { type Kysely, sql } from 'kysely';

/**
 * Points of contact of health applications, and the register's history. What is known of the time before is when each application
 * began to hold health data, as its present owner's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const interval = (table: string) =>
    schema
      .createTable(table)
      .addColumn('id', 'text', (c) => c.primaryKey())
      // No reference: the register outlives an account.
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('valid_from', 'text', (c) => c.notNull())
      .addColumn('valid_to', 'text');
  /** One row of a thing is open at most; its others are found by when they began. */
  const indexed = async (table: string, ...thing: string[]) => {
    await schema
      .createIndex(`${table}_open`)
      .on(table)
      .columns(thing)
      .unique()
      .where(sql.ref('valid_to'), 'is', null)
      .execute();
    await schema
      .createIndex(`${table}_from`)
      .on(table)
      .columns([...thing, 'valid_from'])
      .execute();
  };
  await interval('health_applications')
    .addColumn('application_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .execute();
  await indexed('health_applications', 'application_id');
  await schema
    .createIndex('health_applications_account')
    .on('health_applications')
    .column('account_id')
    .execute();

  await interval('health_owners')
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('fullname', 'text')
    .addColumn('company', 'text')
    .addColumn('erased_at', 'text')
    .execute();
  await indexed('health_owners', 'account_id');

  await interval('health_contacts')
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('org_type', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('phone_number', 'text', (c) => c.notNull())
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('address_line1', 'text', (c) => c.notNull())
    .addColumn('address_line2', 'text')
    .addColumn('address_city', 'text', (c) => c.notNull())
    .addColumn('address_zip', 'text', (c) => c.notNull())
    .addColumn('address_country', 'text', (c) => c.notNull())
    .addColumn('notes', 'text', (c) => c.notNull())
    .addColumn('languages', 'text', (c) => c.notNull())
    .addColumn('hours', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('reviewed_at', 'text')
    .addColumn('review_months', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'text')
    .addColumn('opened_because', 'text')
    .addColumn('erased_at', 'text')
    .execute();
  await indexed('health_contacts', 'contact_id');
  await schema.createIndex('health_contacts_account').on('health_contacts').column('account_id').execute();
  await schema.createIndex('health_contacts_email').on('health_contacts').column('email').execute();

  await interval('health_contact_applications')
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('application_id', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .execute();
  await indexed('health_contact_applications', 'application_id', 'role');
  await schema
    .createIndex('health_contact_applications_contact')
    .on('health_contact_applications')
    .column('contact_id')
    .execute();
  await schema
    .createIndex('health_contact_applications_account')
    .on('health_contact_applications')
    .column('account_id')
    .execute();

  await schema
    .createTable('health_reviews')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('because', 'text')
    .addColumn('shown_hash', 'text', (c) => c.notNull())
    .addColumn('shown_salt', 'text')
    .execute();
  await schema
    .createIndex('health_reviews_contact')
    .on('health_reviews')
    .columns(['contact_id', 'at'])
    .execute();
  await schema.createIndex('health_reviews_account').on('health_reviews').column('account_id').execute();

  await schema
    .createTable('health_reminders')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('counted_from', 'text', (c) => c.notNull())
    .addColumn('first_month', 'integer', (c) => c.notNull())
    .addColumn('past', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('health_reminders_subject', ['kind', 'subject'])
    .execute();
  await schema.createIndex('health_reminders_due').on('health_reminders').column('due_at').execute();
  await schema.createIndex('health_reminders_account').on('health_reminders').column('account_id').execute();

  await sql`insert into health_applications (id, application_id, account_id, name, valid_from)
    select 'first-' || id, id, account_id, name, hds_since from applications where hds_since is not null`.execute(
    db,
  );
  await sql`insert into health_owners (id, account_id, username, email, fullname, company, valid_from)
    select 'first-' || accounts.id, accounts.id, username, email, fullname, company, min(hds_since)
    from accounts inner join applications on applications.account_id = accounts.id
    where hds_since is not null group by accounts.id, username, email, fullname, company`.execute(db);
  await sql`insert into health_reminders (subject, kind, account_id, counted_from, first_month, past, due_at)
    select id, 'application', account_id, hds_since, 0, 0, hds_since from applications where hds_since is not null`.execute(
    db,
  );
}
