import type { BodyOf, hds } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField, notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import { lockAccount } from '../accounts/feature.ts';
import { type Contact, noDetails } from './contact.ts';
import { contactById, contactsOf } from './queries.ts';
import { demandComplete, readDetails } from './read-details.ts';
import { saveContact } from './save-contact.ts';

/** The most contacts of one account; the law asks for one or two. */
const atMost = 500;

/** Throws 422 by field. */
export async function createContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  given: BodyOf<typeof hds.createContact>,
): Promise<Contact> {
  const details = readDetails(noDetails, given);
  demandComplete(details);
  return ctx.write(actor, async (tx) => {
    await lockAccount(tx, account.id);
    if ((await contactsOf(tx, account.id)).length >= atMost)
      throw invalidField('base', 'too_many', { max: atMost });
    return saveContact(tx, {
      accountId: account.id,
      before: null,
      details,
      serves: given.applications ?? [],
      reviewMonths: ctx.config.LOGE_HDS_REVIEW_MONTHS,
    });
  });
}

/** Throws `not_found`, and 422 by field. */
export async function editContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  contactId: string,
  given: BodyOf<typeof hds.editContact>,
): Promise<Contact> {
  return ctx.write(actor, async (tx) => {
    const before = await lockContact(tx, account.id, contactId);
    const details = readDetails(before, given);
    demandComplete(details);
    return saveContact(tx, {
      accountId: account.id,
      before,
      details,
      serves: given.applications,
      reviewMonths: ctx.config.LOGE_HDS_REVIEW_MONTHS,
    });
  });
}

/** One of the account's contacts, with the account locked: of two writes, the second sees what the first did. Throws `not_found`. */
export async function lockContact(tx: Tx, accountId: string, contactId: string): Promise<Contact> {
  await lockAccount(tx, accountId);
  return findContact(tx, accountId, contactId);
}

/** Throws `not_found` for another account's, as for one that never was. */
export async function findContact(reader: Reader, accountId: string, contactId: string): Promise<Contact> {
  const contact = await contactById(reader, contactId);
  if (contact?.account_id !== accountId) throw notFound('hds_contact');
  return contact;
}
