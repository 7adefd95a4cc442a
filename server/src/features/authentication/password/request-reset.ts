import type { Locale } from '@loge/protocol';
import { password } from '@loge/protocol';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { makeLinkOnce } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { accountByEmail, lockAccount, recipientOf } from '../../accounts/feature.ts';
import { resetMail } from './mails.ts';
import { resetLinkFor } from './reset-link.ts';

interface ResetRequest {
  readonly email: string;
  readonly origin: Origin;
}

/**
 * Takes a request for a reset link. A job looks up whether the address belongs to an account, so that the answer takes
 * the same time either way.
 */
export async function requestReset(
  ctx: Context,
  actor: Actor,
  input: { email: string; locale?: Locale | undefined },
  origin: Origin,
): Promise<void> {
  await ctx.throttle.take([
    { name: 'reset:network', subject: networkOf(origin.remoteIp), max: 30, windowMs: hours(1) },
  ]);
  // More than a few mails an hour to one address would only fill somebody's mailbox, so further requests
  // are accepted and dropped.
  const limit = { name: 'reset:address', subject: input.email, max: 5, windowMs: hours(1) };
  if (!(await ctx.throttle.allows([limit]))) return;
  await ctx.write(actor, (tx) => tx.enqueue(resetRequestJob.order({ email: input.email, origin }, null)));
}

/**
 * Makes and mails the link if the address is an account's. An operator's account is reset by the command only, and its owner is
 * told so (docs/rules.md#operator-resets; listeners of `password_reset_refused`). Idempotent: the link's row has the job's id.
 */
export const resetRequestJob = defineJob<ResetRequest>('password.reset-request', async (ctx, job) => {
  const account = await accountByEmail(ctx.reader, job.payload.email);
  // A deleted account comes back by its own link, never by a new password.
  if (!account || account.deleting_since !== null) return;
  const { origin } = job.payload;
  await ctx.write({ kind: 'anonymous', ...origin }, async (tx) => {
    // The lock keeps anybody from making the member an operator between this check and the link.
    const present = (await lockAccount(tx, account.id)) ?? account;
    const refused = present.operator_since !== null;
    const link = resetLinkFor(present.id);
    // For an operator the row only says that this job is done. Its link expires at once.
    const token = await makeLinkOnce(tx, refused ? { ...link, lifetime: 0 } : link, job.id);
    if (token === null) return;
    if (refused) {
      await tx.record({
        type: 'password_reset_refused',
        accountId: present.id,
        data: { remote_ip: origin.remoteIp },
      });
      return;
    }
    await tx.record({
      type: 'password_reset_query',
      accountId: account.id,
      data: { remote_ip: origin.remoteIp },
    });
    await tx.enqueue(resetMail.to(recipientOf(present), { token, minutes: password.resetMinutes }));
  });
});
