import type { hds } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { lockAccount } from '../accounts/feature.ts';
import type { Contact } from './contact.ts';
import { contactById, contactsWithEmail, linksOfContact } from './queries.ts';
import { settleContact } from './remind.ts';
import { keepVersion, recordReview } from './save-contact.ts';

/** Asks for a review before its time, and mails the owner at once. One that is open already stays as it is. */
export async function openReview(
  tx: Tx,
  contact: Contact,
  by: hds.Review['by'],
  because: hds.Opening,
): Promise<void> {
  if (contact.opened_at !== null) return;
  const opened = await keepVersion(tx, contact, { ...contact, opened_at: tx.now, opened_because: because });
  const links = await linksOfContact(tx, contact.contact_id);
  await recordReview(tx, opened, [...new Set(links.map((link) => link.application_id))], {
    by,
    outcome: because === 'disputed' ? 'disputed' : 'opened',
    because,
  });
  await settleContact(tx, contact.contact_id);
}

/** Mail to this address came back, or was refused: whoever has it as a contact has it looked at. */
export async function openReviewsOf(
  ctx: Context,
  actor: Actor,
  email: string,
  because: hds.Opening,
): Promise<void> {
  // The account first, as in every write about a contact.
  for (const { contact_id, account_id } of await contactsWithEmail(ctx.reader, email))
    await ctx.write(actor, async (tx) => {
      await lockAccount(tx, account_id);
      const contact = await contactById(tx, contact_id);
      if (contact?.email === email) await openReview(tx, contact, 'platform', because);
    });
}
