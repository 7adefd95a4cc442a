import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/account.ts';
import { type Actor, jobActor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, openLink, spendLink } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { recipientsOf } from '../email-change/feature.ts';
import { dropShortPassword } from '../password/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { resetDoneMail, resetRequestedMail, resetStoppedMail } from './mails.ts';
import { endReset, insertReset, waitingReset } from './queries.ts';

/**
 * This link outlives every way of taking the account back. It can only stop a reset that an operator began, and operators do
 * not begin one by a mailed link.
 */
export const stopResetPurpose = definePurpose('tfa-reset-stop', {
  account_reclaimed: 'always',
  password_reset_success: 'always',
  email_change_undone: 'always',
  tfa_stopped: 'always',
});

/**
 * Begins the removal of a member's second factors, for somebody who lost all of them. It happens after the cool-off, during
 * which the mail to any address of the last week can stop it. Returns when it is due. Throws 422 on `login`.
 */
export async function requestFactorReset(
  ctx: Context,
  actor: Actor,
  account: Account,
  reason: string,
): Promise<string> {
  const coolOff = hours(ctx.config.LOGE_FACTOR_RESET_HOURS);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    // An operator is reset by a command of their own (docs/rules.md#operator-resets).
    if (present?.operator_since) throw invalidField('login', 'operator_by_command');
    if (!present || !hasSecondFactor(present)) throw invalidField('login', 'not_enabled');
    if (await waitingReset(tx, account.id)) throw invalidField('login', 'already_enabled');
    const id = randomUUID();
    const dueAt = instantOf(Date.parse(tx.now) + coolOff);
    await insertReset(tx, { id, account_id: account.id, reason, due_at: dueAt });
    await tx.record({
      type: 'tfa_reset_requested',
      accountId: account.id,
      data: { reason, due_at: dueAt },
    });
    for (const recipient of await recipientsOf(tx, present, tx.now)) {
      // The link lives a little longer than the cool-off, so that somebody who is late is told that it is too late rather than
      // that there is no such link.
      const token = await makeLink(tx, {
        purpose: stopResetPurpose,
        accountId: account.id,
        subject: id,
        lifetime: coolOff + hours(24),
      });
      await tx.enqueue(resetRequestedMail.to(recipient, { token, reason, dueAt }));
    }
    await tx.enqueue(resetFactorsJob.order({ id }, account.id, coolOff));
    return dueAt;
  });
}

/** Stops the removal by the link from the mail. Throws 422 on `token`. */
export async function stopFactorReset(ctx: Context, actor: Actor, token: string): Promise<void> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, stopResetPurpose, token);
  await ctx.write(actor, async (tx) => {
    const account = await lockAccount(tx, link.account_id);
    await spendLink(tx, link);
    if (!account || !(await endReset(tx, link.subject ?? '', 'stopped_at'))) {
      throw invalidField('token', 'expired_link');
    }
    await tx.record({
      type: 'tfa_reset_stopped',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    for (const recipient of await recipientsOf(tx, account, tx.now)) {
      await tx.enqueue(resetStoppedMail.to(recipient, { at: tx.now }));
    }
  });
}

/**
 * Removes the factors when the cool-off is over and nobody stopped it; listeners of `tfa_reset` remove them. A password that is
 * too short without them is dropped too.
 */
export const resetFactorsJob = defineJob<{ id: string }>('two-factor.reset', async (ctx, job) => {
  await ctx.write(jobActor('two-factor.reset'), async (tx) => {
    const account = job.accountId === null ? undefined : await lockAccount(tx, job.accountId);
    if (!account) return;
    // The member was made an operator meanwhile. They keep the factors, and the command resets them.
    const keeps = account.operator_since !== null;
    const ended = await endReset(tx, job.payload.id, keeps ? 'stopped_at' : 'done_at');
    if (!ended || keeps) return;
    await tx.record({ type: 'tfa_reset', accountId: account.id, data: {} });
    const passwordGone = await dropShortPassword(tx, account);
    for (const recipient of await recipientsOf(tx, account, tx.now)) {
      await tx.enqueue(resetDoneMail.to(recipient, { at: tx.now, passwordGone }));
    }
  });
});
