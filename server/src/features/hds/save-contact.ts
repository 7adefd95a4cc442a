import { createHash } from 'node:crypto';
import type { hds } from '@loge/protocol';
import { actorName } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { randomSecret, timeOrderedId } from '../../kernel/ids.ts';
import { spendLinksOf } from '../../platform/links/one-time-link.ts';
import type { Tx } from '../../platform/write.ts';
import { confirmationPurpose } from './confirmation-link.ts';
import { type Contact, type Details, detailsOf, hashOf, isComplete, isSame, shownFields } from './contact.ts';
import {
  closeContact,
  closeLink,
  type HealthApplication,
  insertContact,
  insertLink,
  insertReview,
  linkKnownTo,
  linksOfApplication,
  linksOfContact,
  lockApplication,
} from './queries.ts';
import { settleApplication, settleContact } from './remind.ts';
import { notBefore } from './sync-register.ts';

/** Which applications a contact serves, and in which roles. */
type Serves = readonly { readonly id: string; readonly roles: readonly string[] }[];

interface Saved {
  readonly accountId: string;
  /** The row that is there; null for a new contact. */
  readonly before: Contact | null;
  readonly details: Details;
  /** All that it serves from now on; without it, what it served before. */
  readonly serves?: Serves | undefined;
  readonly reviewMonths: number;
  /** The application that it was set for, by the route of existing clients. */
  readonly of?: HealthApplication;
}

/**
 * Keeps what a member says about a contact, which is a review of it. What is said already is not said again, but still reviewed.
 * Throws 422 on `applications` for one that is not the account's.
 */
export async function saveContact(tx: Tx, saved: Saved): Promise<Contact> {
  const { accountId, before, details, of } = saved;
  const changed = before === null || !isSame(before, details);
  const contact = await keepVersion(tx, before, {
    ...(before ?? newContact(tx, accountId)),
    ...detailsOf(details),
    ...(changed ? { updated_at: tx.now } : {}),
    ...reviewed(tx, details, saved.reviewMonths),
  });
  const touched = await serve(tx, contact, saved.serves);
  const appIds = [
    ...new Set((await linksOfContact(tx, contact.contact_id)).map((link) => link.application_id)),
  ];
  if (changed) {
    // Whoever had the address before does not see the details of now.
    await spendLinksOf(tx, accountId, confirmationPurpose, contact.contact_id);
    await tx.record({
      type: 'edit_hds_contact',
      accountId,
      data: {
        ...shownFields(contact),
        remote_ip: tx.actor.remoteIp,
        ...(of ? { app_id: of.application_id, app_name: of.name } : {}),
        app_ids: appIds,
      },
    });
  }
  if (isComplete(contact)) {
    const outcome = before === null ? 'created' : changed ? 'edited' : 'still_right';
    await recordReview(tx, contact, appIds, { by: 'member', outcome });
  }
  for (const id of new Set([...touched, ...appIds])) await settleApplication(tx, id);
  await settleContact(tx, contact.contact_id);
  return contact;
}

function newContact(tx: Tx, accountId: string) {
  const id = timeOrderedId(Date.parse(tx.now));
  return {
    id,
    contact_id: id,
    account_id: accountId,
    created_at: tx.now,
    updated_at: tx.now,
    valid_from: tx.now,
    valid_to: null,
    erased_at: null,
  };
}

/** What a review of it by its owner leaves. */
export const reviewed = (tx: Tx, details: Details, months: number) => ({
  reviewed_at: isComplete(details) ? tx.now : null,
  review_months: months,
  opened_at: null,
  opened_because: null,
});

/** Closes the row that is there, if any, and keeps another one in its place. */
export async function keepVersion(tx: Tx, before: Contact | null, after: Contact): Promise<Contact> {
  const at = notBefore(before?.valid_from ?? '', tx.now);
  if (before) await closeContact(tx, before.contact_id, at);
  const kept = {
    ...after,
    // The first row of a contact gives it its id.
    id: before ? timeOrderedId(Date.parse(tx.now)) : after.id,
    valid_from: at,
    valid_to: null,
  };
  await insertContact(tx, kept);
  return kept;
}

/** Keeps who looked at a contact, what they were shown, and with which outcome. */
export async function recordReview(
  tx: Tx,
  contact: Contact,
  appIds: readonly string[],
  how: { by: hds.Review['by']; outcome: hds.ReviewOutcome; because?: hds.Opening },
): Promise<void> {
  const { by, outcome, because } = how;
  const salt = randomSecret(16);
  await insertReview(tx, {
    id: timeOrderedId(Date.parse(tx.now)),
    contact_id: contact.contact_id,
    account_id: contact.account_id,
    at: tx.now,
    by,
    actor: actorName(tx.actor),
    outcome,
    because: because ?? null,
    shown_hash: createHash('sha256')
      .update(`${salt}.${hashOf(contact)}`)
      .digest('base64url'),
    shown_salt: salt,
  });
  const about = { contact_id: contact.contact_id, app_ids: [...appIds] };
  if (because)
    await tx.record({
      type: 'hds_review_opened',
      accountId: contact.account_id,
      data: { ...about, because },
    });
  else
    await tx.record({
      type: 'hds_contact_reviewed',
      accountId: contact.account_id,
      data: { ...about, by, outcome, remote_ip: tx.actor.remoteIp },
    });
}

/**
 * Makes the contact serve exactly these applications. Whoever had such a role there has it no more. Returns the applications whose
 * contacts changed.
 */
async function serve(tx: Tx, contact: Contact, serves: Serves | undefined): Promise<Set<string>> {
  const touched = new Set<string>();
  if (!serves) return touched;
  const wanted = new Map(serves.map(({ id, roles }) => [id, new Set(roles)]));
  // In one order, so that two writes do not wait for each other.
  for (const id of [...wanted.keys()].sort()) {
    const application = await lockApplication(tx, id);
    if (application?.account_id !== contact.account_id)
      throw invalidField('applications', 'unknown_application');
  }
  for (const link of await linksOfContact(tx, contact.contact_id)) {
    if (wanted.get(link.application_id)?.has(link.role)) continue;
    await closeLink(tx, link.id, notBefore(link.valid_from, tx.now));
    touched.add(link.application_id);
  }
  const relieved = new Set<string>();
  for (const [id, roles] of wanted) {
    const there = await linksOfApplication(tx, id);
    for (const role of roles) {
      const holder = there.find((link) => link.role === role);
      if (holder?.contact_id === contact.contact_id) continue;
      if (holder) {
        await closeLink(tx, holder.id, notBefore(holder.valid_from, tx.now));
        relieved.add(holder.contact_id);
      }
      const at = notBefore(await linkKnownTo(tx, id, role), tx.now);
      await insertLink(tx, {
        id: timeOrderedId(Date.parse(tx.now)),
        account_id: contact.account_id,
        contact_id: contact.contact_id,
        application_id: id,
        role,
        valid_from: at,
        valid_to: null,
      });
      touched.add(id);
    }
  }
  for (const id of relieved) await settleContact(tx, id);
  return touched;
}
