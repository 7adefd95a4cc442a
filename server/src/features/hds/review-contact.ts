import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { lockContact } from './change-contact.ts';
import { type Contact, hashOf, isComplete } from './contact.ts';
import { linksOfContact } from './queries.ts';
import { settleContact } from './remind.ts';
import { keepVersion, recordReview, reviewed } from './save-contact.ts';

/**
 * "Still right": the next review is due a year from now.
 * @param shown hash of what the member was shown; null when they did not say.
 * Throws `not_found`; 422 on `details_hash` when the contact is another by now, on `base` when something is missing.
 */
export async function reviewContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  contactId: string,
  shown: string | null,
): Promise<Contact> {
  return ctx.write(actor, async (tx) => {
    const before = await lockContact(tx, account.id, contactId);
    if (shown !== null && shown !== hashOf(before)) throw invalidField('details_hash', 'outdated');
    if (!isComplete(before)) throw invalidField('base', 'incomplete');
    const contact = await keepVersion(tx, before, {
      ...before,
      ...reviewed(tx, before, ctx.config.LOGE_HDS_REVIEW_MONTHS),
    });
    const links = await linksOfContact(tx, contactId);
    await recordReview(tx, contact, [...new Set(links.map((link) => link.application_id))], {
      by: 'member',
      outcome: 'still_right',
    });
    await settleContact(tx, contactId);
    return contact;
  });
}
