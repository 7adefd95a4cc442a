import type { Insertable, Selectable } from 'kysely';
import type {
  HealthApplicationsTable,
  HealthContactApplicationsTable,
  HealthOwnersTable,
  HealthReviewsTable,
} from '../../db/schema/hds.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import type { Contact } from './contact.ts';

export type HealthApplication = Selectable<HealthApplicationsTable>;
export type Link = Selectable<HealthContactApplicationsTable>;
type Review = Selectable<HealthReviewsTable>;
type Owner = Selectable<HealthOwnersTable>;

// Applications.

/** The health applications that the account has now. */
export async function healthApplicationsOf(reader: Reader, accountId: string): Promise<HealthApplication[]> {
  return reader
    .selectFrom('health_applications')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .orderBy('name')
    .orderBy('application_id')
    .execute();
}

export async function healthApplication(reader: Reader, id: string): Promise<HealthApplication | undefined> {
  return reader
    .selectFrom('health_applications')
    .selectAll()
    .where('application_id', '=', id)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
}

/** Reads it and locks it until this write is over: a change of hands waits, or was before. */
export async function lockApplication(tx: Tx, id: string): Promise<HealthApplication | undefined> {
  return tx
    .selectFrom('health_applications')
    .selectAll()
    .where('application_id', '=', id)
    .where('valid_to', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** When the application's last row began or ended. Nothing new about it begins before, whatever the clock says. */
export async function applicationKnownTo(reader: Reader, id: string): Promise<Instant> {
  const row = await reader
    .selectFrom('health_applications')
    .select(({ fn }) => fn.max(fn.coalesce('valid_to', 'valid_from')).as('at'))
    .where('application_id', '=', id)
    .executeTakeFirst();
  return row?.at ?? '';
}

export async function insertApplication(tx: Tx, row: Insertable<HealthApplicationsTable>): Promise<void> {
  await tx.insertInto('health_applications').values(row).execute();
}

export async function closeApplication(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx
    .updateTable('health_applications')
    .set({ valid_to: at })
    .where('application_id', '=', id)
    .where('valid_to', 'is', null)
    .execute();
}

// Owners.

export async function openOwner(reader: Reader, accountId: string): Promise<Owner | undefined> {
  return reader
    .selectFrom('health_owners')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
}

export async function ownerKnownTo(reader: Reader, accountId: string): Promise<Instant> {
  const row = await reader
    .selectFrom('health_owners')
    .select(({ fn }) => fn.max(fn.coalesce('valid_to', 'valid_from')).as('at'))
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.at ?? '';
}

export async function insertOwner(tx: Tx, row: Insertable<HealthOwnersTable>): Promise<void> {
  await tx.insertInto('health_owners').values(row).execute();
}

export async function closeOwner(tx: Tx, accountId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('health_owners')
    .set({ valid_to: at })
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .execute();
}

// Which contact serves which application.

export async function linksOfAccount(reader: Reader, accountId: string): Promise<Link[]> {
  return reader
    .selectFrom('health_contact_applications')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .orderBy('role')
    .execute();
}

export async function linksOfApplication(reader: Reader, applicationId: string): Promise<Link[]> {
  return reader
    .selectFrom('health_contact_applications')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('valid_to', 'is', null)
    .orderBy('role')
    .execute();
}

export async function linksOfContact(reader: Reader, contactId: string): Promise<Link[]> {
  return reader
    .selectFrom('health_contact_applications')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('valid_to', 'is', null)
    .orderBy('role')
    .orderBy('application_id')
    .execute();
}

export async function linkKnownTo(reader: Reader, applicationId: string, role: string): Promise<Instant> {
  const row = await reader
    .selectFrom('health_contact_applications')
    .select(({ fn }) => fn.max(fn.coalesce('valid_to', 'valid_from')).as('at'))
    .where('application_id', '=', applicationId)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.at ?? '';
}

export async function insertLink(tx: Tx, row: Insertable<HealthContactApplicationsTable>): Promise<void> {
  await tx.insertInto('health_contact_applications').values(row).execute();
}

export async function closeLink(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.updateTable('health_contact_applications').set({ valid_to: at }).where('id', '=', id).execute();
}

// Contacts.

export async function contactsOf(reader: Reader, accountId: string): Promise<Contact[]> {
  return reader
    .selectFrom('health_contacts')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .orderBy('name')
    .orderBy('contact_id')
    .execute();
}

export async function contactById(reader: Reader, contactId: string): Promise<Contact | undefined> {
  return reader
    .selectFrom('health_contacts')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
}

export async function contactsWithEmail(reader: Reader, email: string): Promise<Contact[]> {
  return reader
    .selectFrom('health_contacts')
    .selectAll()
    .where('email', '=', email)
    .where('valid_to', 'is', null)
    .execute();
}

export async function insertContact(tx: Tx, row: Contact): Promise<void> {
  await tx.insertInto('health_contacts').values(row).execute();
}

export async function closeContact(tx: Tx, contactId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('health_contacts')
    .set({ valid_to: at })
    .where('contact_id', '=', contactId)
    .where('valid_to', 'is', null)
    .execute();
}

// Reviews.

export async function insertReview(tx: Tx, row: Review): Promise<void> {
  await tx.insertInto('health_reviews').values(row).execute();
}

export async function reviewsOf(reader: Reader, contactId: string, atMost: number): Promise<Review[]> {
  return reader
    .selectFrom('health_reviews')
    .selectAll()
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .limit(atMost)
    .execute();
}
