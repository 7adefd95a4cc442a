import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { changeAddress, lockAccount } from '../../accounts/feature.ts';
import { dropPassword, sendReset } from '../password/feature.ts';
import { heldAddresses } from './addresses.ts';
import { cancelPurpose, undoPurpose } from './links.ts';
import { markUndone } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';

const throttleLinks = (ctx: Context, actor: Actor) =>
  ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);

/** Cancels the waiting change by the link from the mail to the old address. Throws 422 on `token`. */
export async function cancelByLink(ctx: Context, actor: Actor, token: string): Promise<void> {
  await throttleLinks(ctx, actor);
  const link = await openLink(ctx, cancelPurpose, token);
  await ctx.write(actor, async (tx) => {
    const account = await lockAccount(tx, link.account_id);
    await spendLink(tx, link);
    if (!account || !(await giveUpChange(tx, actor, account))) throw invalidField('token', 'used_link');
  });
}

/**
 * Brings the old address back by the link that was mailed to it, which is good for a week. Whoever changed the address may have
 * held the account. So every session ends, what was added since stops working (listeners of `email_change_undone`), and a new
 * password is set by mail. Older factors are still asked for (docs/rules.md#undo-of-an-address-change).
 *
 * Newer changes are undone with this one, and their links end. The link of an older change stays good: a thief who moved on
 * twice could otherwise end the owner's link by undoing the second move. Throws 422 on `token`: `taken` when the old address
 * is somebody else's by now.
 */
export async function undoEmailChange(ctx: Context, actor: Actor, token: string): Promise<void> {
  await throttleLinks(ctx, actor);
  const link = await openLink(ctx, undoPurpose, token);
  await ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, link.account_id);
    await spendLink(tx, link);
    const [change, ...later] = await markUndone(tx, link.account_id, link.subject ?? '');
    if (!present || !change) throw invalidField('token', 'used_link');
    const held = await heldAddresses(tx, present.id, tx.now);
    const restored = await changeAddress(tx, present, change.old_email, held);
    if (!restored) throw invalidField('token', 'taken');
    for (const { id } of later) await spendLinksOf(tx, present.id, undoPurpose, id);
    await dropPassword(tx, present.id);
    await tx.record({
      type: 'email_change_undone',
      accountId: present.id,
      data: {
        email: change.old_email,
        since: change.stranger_since ?? change.requested_at,
        token_id: change.token_id,
        remote_ip: actor.remoteIp,
      },
    });
    await sendReset(tx, restored);
  });
}
