import { randomUUID } from 'node:crypto';
import { deletion } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { days, hours, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account } from '../../../platform/http/principal.ts';
import { makeLink, openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Reader } from '../../../platform/write.ts';
import { holdAccount, recipientOf } from '../../accounts/feature.ts';
import { addressesOf } from '../email-change/feature.ts';
import { confirmDeletionMail, deletionAskedMail } from './mails.ts';
import { demandNothingOwned } from './owned-applications.ts';
import { cancelWaiting, insertDeletion } from './queries.ts';

export const confirmPurpose = 'deletion';
export const stopPurpose = 'deletion-stop';

/** How far back an address counts as the owner's for notices (settled 15). */
const heldDays = 7;

/** Everybody to tell of a deletion: every address that the account held in the last week. */
export async function recipientsOf(reader: Reader, account: Account, now: string) {
  const since = instantOf(Date.parse(now) - days(heldDays));
  const addresses = await addressesOf(reader, account, since);
  return addresses.map((email) => ({ ...recipientOf(account), email }));
}

/**
 * Mails a link that confirms, to the present address; every address of the last week can stop it (settled 13,
 * 15). A later request replaces an earlier one. Throws `throttled` after five in an hour, 422 on `base` with the
 * applications that the account owns: nothing is mailed that could not be done.
 */
export async function requestDeletion(ctx: Context, actor: Actor, account: Account): Promise<void> {
  await ctx.throttle.take([{ name: 'deletion:account', subject: account.id, max: 5, windowMs: hours(1) }]);
  await ctx.write(actor, async (tx) => {
    const present = await holdAccount(tx, account.id);
    if (!present || present.deleting_since !== null) throw new AppError('account_deleting');
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
    const [first, ...others] = await recipientsOf(tx, present, tx.now);
    const facts = {
      username: present.username,
      hours: deletion.linkHours,
      remoteIp: actor.remoteIp,
      at: tx.now,
    };
    if (first) {
      const token = await makeLink(tx, { ...link, purpose: confirmPurpose });
      const stop = await makeLink(tx, { ...link, purpose: stopPurpose });
      await tx.enqueue(confirmDeletionMail.to(first, { ...facts, id, token, stop }));
    }
    for (const other of others) {
      const stop = await makeLink(tx, { ...link, purpose: stopPurpose });
      await tx.enqueue(deletionAskedMail.to(other, { ...facts, stop }));
    }
  });
}

/** From the mail: it does not happen. Throws 422 on `token`. */
export async function stopDeletion(ctx: Context, actor: Actor, token: string): Promise<void> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, stopPurpose, token);
  await ctx.write(actor, async (tx) => {
    await holdAccount(tx, link.account_id);
    await spendLink(tx, link);
    if ((await cancelWaiting(tx, link.account_id)) === 0) throw invalidField('token', 'used_link');
    await spendLinksOf(tx, link.account_id, confirmPurpose);
    await tx.record({
      type: 'deletion_cancelled',
      accountId: link.account_id,
      data: { remote_ip: actor.remoteIp },
    });
  });
}
