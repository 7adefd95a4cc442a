import { randomUUID } from 'node:crypto';
import { deletion } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Tx } from '../../../platform/write.ts';
import { demandRecipient, lockAccount } from '../../accounts/feature.ts';
import { formerRecipients } from '../email-change/feature.ts';
import { confirmDeletionMail, deletionAskedMail } from './mails.ts';
import { demandNothingOwned } from './owned-applications.ts';
import { cancelWaiting, insertDeletion } from './queries.ts';

export const confirmPurpose = definePurpose('deletion');
export const stopPurpose = definePurpose('deletion-stop');

/**
 * Mails a link that confirms the deletion to the present address. Every address of the last week can stop it
 * (docs/rules.md#proof-by-api, docs/rules.md#addresses-kept-for-undo). A later request replaces an earlier one. Throws
 * `throttled` after five in an hour, and `account_unconfirmed` when there is no address to mail to. Throws 422 on `base` with
 * the applications that the account owns, so that no link is mailed that could not work.
 */
export async function requestDeletion(ctx: Context, actor: Actor, account: Account): Promise<void> {
  await ctx.throttle.take([{ name: 'deletion:account', subject: account.id, max: 5, windowMs: hours(1) }]);
  await ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present || present.deleting_since !== null) throw new AppError('account_deleting');
    const recipient = demandRecipient(present);
    await demandNothingOwned(tx, account.id);
    await cancelWaiting(tx, account.id);
    await spendLinksOf(tx, account.id, confirmPurpose);
    const id = randomUUID();
    await insertDeletion(tx, id, account.id);
    await tx.record({
      type: 'deletion_requested',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    const link = { accountId: account.id, subject: id, lifetime: hours(deletion.linkHours) };
    const facts = {
      username: present.username,
      hours: deletion.linkHours,
      remoteIp: actor.remoteIp,
      at: tx.now,
    };
    const token = await makeLink(tx, { ...link, purpose: confirmPurpose });
    const stop = await makeLink(tx, { ...link, purpose: stopPurpose });
    await tx.enqueue(confirmDeletionMail.to(recipient, { ...facts, id, token, stop }));
    for (const former of await formerRecipients(tx, present, tx.now)) {
      const stopThere = await makeLink(tx, { ...link, purpose: stopPurpose });
      await tx.enqueue(deletionAskedMail.to(former, { ...facts, stop: stopThere }));
    }
  });
}

/** Stops a deletion by the link from the mail. Throws 422 on `token`. */
export async function stopDeletion(ctx: Context, actor: Actor, token: string): Promise<void> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, stopPurpose, token);
  await ctx.write(actor, async (tx) => {
    await lockAccount(tx, link.account_id);
    await spendLink(tx, link);
    if (!(await giveUpDeletion(tx, link.account_id))) throw invalidField('token', 'used_link');
  });
}

/** Cancels the deletion that waits for its link; returns true when one did. */
export async function giveUpDeletion(tx: Tx, accountId: string): Promise<boolean> {
  if ((await cancelWaiting(tx, accountId)) === 0) return false;
  await spendLinksOf(tx, accountId, confirmPurpose);
  await tx.record({ type: 'deletion_cancelled', accountId, data: { remote_ip: tx.actor.remoteIp } });
  return true;
}
