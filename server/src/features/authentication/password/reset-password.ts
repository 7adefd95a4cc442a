import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Tx } from '../../../platform/write.ts';
import {
  accountByEmail,
  accountById,
  confirmAddress,
  lockAccount,
  recipientOf,
} from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { identityOf } from './change-password.ts';
import { checkNewPassword, demandLength } from './check-new-password.ts';
import { passwordChangedMail } from './mails.ts';
import { putPassword } from './queries.ts';
import { resetPurpose } from './reset-link.ts';

/** Finds the account whose password a mailed link resets. Changes nothing. Throws 422 on `token`, `throttled`. */
export async function openReset(ctx: Context, token: string, origin: Origin): Promise<Account> {
  await ctx.throttle.take([
    { name: 'reset-open:network', subject: networkOf(origin.remoteIp), max: 120, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, resetPurpose, token);
  const account = await accountById(ctx.reader, link.account_id);
  if (!account) throw invalidField('token', 'invalid_link');
  return account;
}

/**
 * Sets a new password by a mailed link. The link proves that the caller reads the account's mail. So an unconfirmed address
 * counts as confirmed, and everything that was made before by whoever signed up ends
 * (docs/rules.md#reclaiming-an-unconfirmed-account). Listeners of `password_reset_success` end it. Listeners of
 * `account_reclaimed` end second factors, so the password then has to stand alone.
 *
 * @param alongside what else ends in the same write, once the link is spent. It may end a second factor, so the
 * password's length is checked after it.
 */
export async function resetPassword(
  ctx: Context,
  actor: Actor,
  input: { token: string; password: string },
  origin: Origin,
  alongside: (tx: Tx, account: Account) => Promise<void> = async () => {},
): Promise<void> {
  await ctx.throttle.take([
    { name: 'reset-use:network', subject: networkOf(origin.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, resetPurpose, input.token);
  const account = await accountById(ctx.reader, link.account_id);
  if (!account) throw invalidField('token', 'invalid_link');
  const keepsFactor = account.email_confirmed_at !== null && hasSecondFactor(account);
  const issue = await checkNewPassword(ctx, input.password, identityOf(ctx, account), keepsFactor);
  if (issue) throw new AppError('invalid_fields', { fields: { password: [issue] } });
  const hash = await ctx.hasher.hash(input.password);
  await ctx.write(actor, async (tx) => {
    // The account is locked, since its address may have been released, confirmed or taken meanwhile.
    const present = (await lockAccount(tx, account.id)) ?? account;
    await spendLink(tx, link);
    await spendLinksOf(tx, account.id, resetPurpose);
    const data = { remote_ip: origin.remoteIp };
    let reclaimed = false;
    const holder = await accountByEmail(tx, present.email);
    if (
      present.email_confirmed_at === null &&
      holder?.id === account.id &&
      (await confirmAddress(tx, present))
    ) {
      await tx.record({
        type: 'email_confirmed',
        accountId: account.id,
        data: { email: present.email, ...data },
      });
      await tx.record({ type: 'account_reclaimed', accountId: account.id, data: {} });
      reclaimed = true;
    }
    if (!reclaimed) await alongside(tx, present);
    const left = (await accountById(tx, account.id)) ?? present;
    demandLength(input.password, hasSecondFactor(left));
    await putPassword(tx, account.id, hash, input.password);
    await tx.record({ type: 'password_reset_success', accountId: account.id, data });
    await tx.enqueue(passwordChangedMail.to(recipientOf(present), { at: tx.now, remoteIp: origin.remoteIp }));
  });
}
