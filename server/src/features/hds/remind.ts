import type { Instant } from '../../kernel/clock.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import type { Tx } from '../../platform/write.ts';
import { accountById, recipientOf } from '../accounts/feature.ts';
import { type Contact, dueAt, isComplete, openingOf } from './contact.ts';
import { designates } from './gaps.ts';
import { contactWantedMail, reviewDueMail, reviewOpenedMail } from './mails.ts';
import { addMonths } from './months.ts';
import {
  contactById,
  type HealthApplication,
  healthApplication,
  healthApplicationsOf,
  linksOfApplication,
  linksOfContact,
} from './queries.ts';
import {
  dropReminder,
  dueReminders,
  putReminder,
  type Reminder,
  type ReminderKind,
  reminderOf,
} from './reminder-queries.ts';

/** The batch is bounded, so that the first of a month does not hold the writer. */
const atOnce = 500;

/** From when, and from which month on, an owner is to be reminded. */
interface Calendar {
  readonly counted_from: Instant;
  readonly first_month: number;
}

/**
 * Whether and from when the owner is reminded of a contact's review: as long as it serves an application, a month before the
 * review is due, or at once when a review was opened. Mails at once what is due at once.
 */
export async function settleContact(tx: Tx, contactId: string): Promise<void> {
  const contact = await contactById(tx, contactId);
  const calendar =
    contact && isComplete(contact) && (await linksOfContact(tx, contactId)).length > 0
      ? calendarOf(contact)
      : null;
  const before = await reminderOf(tx, 'contact', contactId);
  if (!contact || !calendar) {
    if (before) await dropReminder(tx, 'contact', contactId);
    return;
  }
  if (before?.counted_from === calendar.counted_from && before.first_month === calendar.first_month) return;
  await begin(tx, 'contact', contactId, contact.account_id, calendar);
}

function calendarOf({ opened_at, reviewed_at, review_months }: Contact): Calendar | null {
  if (opened_at !== null) return { counted_from: opened_at, first_month: 0 };
  if (reviewed_at === null) return null;
  return { counted_from: reviewed_at, first_month: Math.max(1, review_months - 1) };
}

/**
 * Whether the owner is reminded that an application has nobody who can name a professional: at once when it came to them, and
 * monthly from then on.
 * @param quietly not at once, because the owner has just removed the contact.
 */
export async function settleApplication(tx: Tx, id: string, quietly?: 'quietly'): Promise<void> {
  const application = await healthApplication(tx, id);
  const before = await reminderOf(tx, 'application', id);
  if (!application || (await isCovered(tx, id))) {
    if (before) await dropReminder(tx, 'application', id);
    return;
  }
  if (before?.account_id === application.account_id) return;
  await begin(tx, 'application', id, application.account_id, {
    counted_from: tx.now,
    first_month: quietly ? 1 : 0,
  });
}

async function isCovered(tx: Tx, applicationId: string): Promise<boolean> {
  const link = (await linksOfApplication(tx, applicationId)).find(designates);
  const contact = link && (await contactById(tx, link.contact_id));
  return contact !== undefined && isComplete(contact);
}

async function begin(
  tx: Tx,
  kind: ReminderKind,
  subject: string,
  accountId: string,
  calendar: Calendar,
): Promise<void> {
  const reminder: Reminder = {
    subject,
    kind,
    account_id: accountId,
    ...calendar,
    past: 0,
    due_at: addMonths(calendar.counted_from, calendar.first_month),
  };
  if (reminder.due_at > tx.now) await putReminder(tx, reminder);
  else await remind(tx, reminder);
}

/**
 * Mails the owner once about what has become due. What fell due while no server ran is overtaken by the latest: nobody reads
 * three letters about the same thing.
 */
async function remind(tx: Tx, reminder: Reminder): Promise<void> {
  let { past } = reminder;
  const dueOf = (nth: number) => addMonths(reminder.counted_from, reminder.first_month + nth);
  while (dueOf(past + 1) <= tx.now) past++;
  await putReminder(tx, { ...reminder, past: past + 1, due_at: dueOf(past + 1) });
  const months = reminder.first_month + past;
  if (reminder.kind === 'contact') await remindOfContact(tx, reminder, months);
  else await remindOfApplication(tx, reminder, months);
}

async function remindOfContact(tx: Tx, { subject, account_id }: Reminder, months: number): Promise<void> {
  const contact = await contactById(tx, subject);
  const account = await accountById(tx, account_id);
  if (!contact || !account) return;
  const served = await servedBy(tx, contact);
  await tx.record({
    type: 'hds_review_reminded',
    accountId: account.id,
    data: { contact_id: subject, app_ids: served.map(({ application_id: id }) => id), months },
  });
  const facts = { name: contact.name, applications: served.map(({ name }) => name) };
  const because = openingOf(contact);
  const due = dueAt(contact);
  if (because) await tx.enqueue(reviewOpenedMail.to(recipientOf(account), { ...facts, because, months }));
  else if (due)
    await tx.enqueue(reviewDueMail.to(recipientOf(account), { ...facts, due, isOver: due <= tx.now }));
}

/** The applications that a contact serves. */
async function servedBy(tx: Tx, contact: Contact): Promise<HealthApplication[]> {
  const ids = new Set((await linksOfContact(tx, contact.contact_id)).map((link) => link.application_id));
  const own = await healthApplicationsOf(tx, contact.account_id);
  return own.filter(({ application_id: id }) => ids.has(id));
}

async function remindOfApplication(tx: Tx, { subject, account_id }: Reminder, months: number): Promise<void> {
  const application = await healthApplication(tx, subject);
  const account = await accountById(tx, account_id);
  if (!application || !account) return;
  await tx.record({
    type: 'hds_contact_wanted',
    accountId: account.id,
    data: { app_id: subject, app_name: application.name, months },
  });
  await tx.enqueue(
    contactWantedMail.to(recipientOf(account), { applications: [application.name], again: months > 0 }),
  );
}

/** Reminds of whatever has become due, each once, whatever node this runs on and however long none ran. */
export const sendReminders: Sweep = async (tx) => {
  for (const reminder of await dueReminders(tx, atOnce)) await remind(tx, reminder);
};
