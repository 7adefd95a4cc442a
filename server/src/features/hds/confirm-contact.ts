import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { hours } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { openLink, spendLink } from '../../platform/links/one-time-link.ts';
import { networkOf } from '../../platform/throttle.ts';
import { lockAccount } from '../accounts/feature.ts';
import { confirmationPurpose } from './confirmation-link.ts';
import type { Contact } from './contact.ts';
import { openReview } from './open-review.ts';
import { contactById, linksOfContact } from './queries.ts';
import { settleContact } from './remind.ts';
import { keepVersion, recordReview, reviewed } from './save-contact.ts';

const throttleLinks = (ctx: Context, actor: Actor): Promise<unknown> =>
  ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);

/** What a mailed link is about. Throws 422 on `token`. */
export async function openConfirmation(ctx: Context, actor: Actor, token: string): Promise<Contact> {
  await throttleLinks(ctx, actor);
  const link = await openLink(ctx, confirmationPurpose, token);
  const contact = await contactById(ctx.reader, link.subject ?? '');
  if (contact?.account_id !== link.account_id) throw invalidField('token', 'invalid_link');
  return contact;
}

/**
 * The contact says whether their own details are right: that is a review, or opens one. The link shows nothing else than it was
 * mailed about, since it ends with any change. Throws 422 on `token`.
 */
export async function confirmContact(
  ctx: Context,
  actor: Actor,
  token: string,
  right: boolean,
): Promise<void> {
  await throttleLinks(ctx, actor);
  const link = await openLink(ctx, confirmationPurpose, token);
  await ctx.write(actor, async (tx) => {
    await lockAccount(tx, link.account_id);
    await spendLink(tx, link);
    const before = await contactById(tx, link.subject ?? '');
    if (before?.account_id !== link.account_id) throw invalidField('token', 'invalid_link');
    if (!right) return openReview(tx, before, 'contact', 'disputed');
    const contact = await keepVersion(tx, before, {
      ...before,
      ...reviewed(tx, before, ctx.config.LOGE_HDS_REVIEW_MONTHS),
    });
    const links = await linksOfContact(tx, contact.contact_id);
    await recordReview(tx, contact, [...new Set(links.map(({ application_id: id }) => id))], {
      by: 'contact',
      outcome: 'confirmed',
    });
    await settleContact(tx, contact.contact_id);
  });
}
