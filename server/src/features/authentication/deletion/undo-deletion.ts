import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { lockAccount, updateAccount } from '../../accounts/feature.ts';
import { recipientsOf } from '../email-change/feature.ts';
import { undoPurpose } from './confirm-deletion.ts';
import { deletionUndoneMail } from './mails.ts';
import { markUndone } from './queries.ts';

/**
 * Brings the account back by the link from the mail, until it is erased. What was revoked stays revoked. Throws 422 on `token`.
 */
export async function undoDeletion(ctx: Context, actor: Actor, token: string): Promise<void> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, undoPurpose, token);
  await ctx.write(actor, async (tx) => {
    const account = await lockAccount(tx, link.account_id);
    if (!account || !(await markUndone(tx, link.subject ?? ''))) throw invalidField('token', 'used_link');
    await spendLink(tx, link);
    await spendLinksOf(tx, account.id, undoPurpose);
    await updateAccount(tx, account.id, { deleting_since: null });
    await tx.record({
      type: 'deletion_undone',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    for (const recipient of await recipientsOf(tx, account, tx.now)) {
      await tx.enqueue(deletionUndoneMail.to(recipient, { at: tx.now }));
    }
  });
}
