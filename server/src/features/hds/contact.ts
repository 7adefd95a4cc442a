import { createHash } from 'node:crypto';
import { hds } from '@loge/protocol';
import type { Selectable } from 'kysely';
import type { HealthContactsTable } from '../../db/schema/hds.ts';
import type { Instant } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import { addMonths } from './months.ts';

export type Contact = Selectable<HealthContactsTable>;

/** What a member says about a contact: all of it is looked at in a review. */
export interface Details {
  readonly org_type: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone_number: string;
  readonly company: string;
  readonly address_line1: string;
  readonly address_line2: string | null;
  readonly address_city: string;
  readonly address_zip: string;
  readonly address_country: string;
  readonly notes: string;
  /** JSON list. */
  readonly languages: string;
  readonly hours: string;
}

export const noDetails: Details = {
  org_type: null,
  name: '',
  email: '',
  phone_number: '',
  company: '',
  address_line1: '',
  address_line2: null,
  address_city: '',
  address_zip: '',
  address_country: '',
  notes: '',
  languages: '[]',
  hours: '',
};

/** The details of a row, without all else. */
export const detailsOf = (row: Details): Details =>
  Object.fromEntries(
    Object.keys(noDetails).map((field) => [field, row[field as keyof Details]]),
  ) as unknown as Details;

export const isSame = (one: Details, other: Details): boolean => hashOf(one) === hashOf(other);

/** SHA-256 over the details, base64url. */
export const hashOf = (details: Details): string =>
  createHash('sha256')
    .update(JSON.stringify(detailsOf(details)))
    .digest('base64url');

export const missingIn = (details: Details): hds.NeededField[] =>
  hds.neededFields.filter((field) => details[field] === '' || details[field] === null);

export const isComplete = (details: Details): boolean => missingIn(details).length === 0;

export function dueAt(contact: Contact): Instant | null {
  const { reviewed_at, review_months } = contact;
  if (reviewed_at === null) return null;
  // A register asks three times for each of very many.
  const known = dues.get(contact) ?? addMonths(reviewed_at, review_months);
  dues.set(contact, known);
  return known;
}

const dues = new WeakMap<Contact, Instant>();

/** Whether the contact is complete, was reviewed in time, and no review is open. */
export function isUpToDate(contact: Contact, now: Instant): boolean {
  const due = dueAt(contact);
  return isComplete(contact) && contact.opened_at === null && due !== null && now < due;
}

export const openingNamed = (name: string | null): hds.Opening | null =>
  hds.openings.find((known) => known === name) ?? null;

export const openingOf = ({ opened_because }: Contact): hds.Opening | null => openingNamed(opened_because);

/** The fields as existing clients and the event `edit_hds_contact` have them. */
export const shownFields = (contact: Contact) => ({
  id: contact.contact_id,
  org_type: hds.orgTypes.find((known) => known === contact.org_type) ?? null,
  name: contact.name,
  email: contact.email,
  phone_number: contact.phone_number,
  company: contact.company,
  address_line1: contact.address_line1,
  address_line2: contact.address_line2,
  address_city: contact.address_city,
  address_zip: contact.address_zip,
  address_country: contact.address_country,
  notes: contact.notes,
});

/** As existing clients read it (docs/contract.md#health-data). */
export const toWireContact = (contact: Contact, now: Instant) => ({
  ...shownFields(contact),
  updated_at: contact.updated_at,
  up_to_date: isUpToDate(contact, now),
});

export const toOwnDetails = (contact: Contact) => {
  const { id: _, ...details } = shownFields(contact);
  return { ...details, languages: [...listOf(contact.languages)], hours: contact.hours };
};

export function toHealthContact(
  contact: Contact,
  applications: hds.HealthContact['applications'],
  now: Instant,
): hds.HealthContact {
  const because = openingOf(contact);
  return {
    ...toWireContact(contact, now),
    languages: [...listOf(contact.languages)],
    hours: contact.hours,
    created_at: contact.created_at,
    reviewed_at: contact.reviewed_at,
    review_due_at: dueAt(contact),
    review_opened: contact.opened_at !== null && because ? { at: contact.opened_at, because } : null,
    missing: missingIn(contact),
    details_hash: hashOf(contact),
    applications,
  };
}
