import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    health_applications: HealthApplicationsTable;
    health_owners: HealthOwnersTable;
    health_contacts: HealthContactsTable;
    health_contact_applications: HealthContactApplicationsTable;
    health_reviews: HealthReviewsTable;
    health_reminders: HealthRemindersTable;
  }
}

/**
 * A row of the health register's history: it was so from `valid_from` on, until just before `valid_to`, which is null while it is
 * so. Such a row is never changed but to be closed, and to lose what was personal when its account is erased.
 */
interface Interval {
  id: string;
  account_id: string;
  valid_from: Instant;
  valid_to: Instant | null;
}

/** Which applications held health data, and whose they were. */
export interface HealthApplicationsTable extends Interval {
  application_id: string;
  name: string;
}

/** Who the owners of health applications were. */
export interface HealthOwnersTable extends Interval {
  username: string;
  email: string;
  fullname: string | null;
  company: string | null;
  /** Since when the row holds nothing personal. */
  erased_at: Instant | null;
}

/** The points of contact, with where their review stood. */
export interface HealthContactsTable extends Interval {
  contact_id: string;
  org_type: string | null;
  name: string;
  email: string;
  phone_number: string;
  company: string;
  address_line1: string;
  address_line2: string | null;
  address_city: string;
  address_zip: string;
  address_country: string;
  notes: string;
  /** JSON list. */
  languages: string;
  hours: string;
  created_at: Instant;
  /** When its details were last changed. */
  updated_at: Instant;
  /** The last review; null while something that is needed is missing. */
  reviewed_at: Instant | null;
  /** Months after it at which the next one is due, as the setting was then. */
  review_months: number;
  /** Since when a review is asked for before its time, and why; null when none is. */
  opened_at: Instant | null;
  opened_because: string | null;
  erased_at: Instant | null;
}

/** Which application a contact served, and in which role. */
export interface HealthContactApplicationsTable extends Interval {
  contact_id: string;
  application_id: string;
  role: string;
}

/** Who looked at a contact when, and with which outcome. */
export interface HealthReviewsTable {
  id: string;
  contact_id: string;
  account_id: string;
  at: Instant;
  /** `member`, `contact` or `platform`. */
  by: string;
  /** The credential, as the journal names it; never a name or an address. */
  actor: string;
  outcome: string;
  because: string | null;
  /** SHA-256 over the salt and the hash of what was shown. */
  shown_hash: string;
  /** Erased with the account: the hash of an address and a number could be guessed. */
  shown_salt: string | null;
}

/** What the owner is yet to be reminded of: a contact's review, or an application without a contact. */
export interface HealthRemindersTable {
  /** Id of the contact or the application. */
  subject: string;
  kind: string;
  account_id: string;
  /** Months are counted from there. */
  counted_from: Instant;
  /** The month of the first reminder; the others follow monthly. */
  first_month: number;
  /** How many are behind us, sent or overtaken by a later one. */
  past: number;
  due_at: Instant;
}
