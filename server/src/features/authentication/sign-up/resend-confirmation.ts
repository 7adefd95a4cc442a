import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { addressHolder } from '../../accounts/feature.ts';
import { sendConfirmation } from './send-confirmation.ts';

/** Mails a fresh link. Does nothing for a confirmed account. Throws `throttled` after five in an hour. */
export async function resendConfirmation(ctx: Context, actor: Actor, account: Account): Promise<void> {
  if (account.email_confirmed_at !== null) return;
  await ctx.throttle.take([
    { name: 'confirmation:account', subject: account.id, max: 5, windowMs: hours(1) },
  ]);
  await ctx.write(actor, async (tx) => {
    const holder = await addressHolder(tx, account.email, tx.now);
    // The address was released after a week and is somebody else's now. The answer is the same, but no mail is sent.
    if (holder && holder.account.id !== account.id) return;
    await sendConfirmation(tx, account);
  });
}
