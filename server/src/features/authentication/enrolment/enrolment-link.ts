import { enrolment, paths } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { hours, minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, type OneTimeLink, openLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Principal } from '../../../platform/principal.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Tx } from '../../../platform/write.ts';
import { accountById, awaitsEnrolment } from '../../accounts/feature.ts';
import { passwordSetAt } from '../password/feature.ts';

/** Of the link that a command prints. Whatever takes the account back ends it. */
export const enrolmentPurpose = definePurpose('operator-enrolment');

/** Makes the link, ends earlier ones, and returns its URL. The command prints it; it is never mailed. */
export async function makeEnrolmentLink(ctx: Context, tx: Tx, accountId: string): Promise<string> {
  await spendLinksOf(tx, accountId, enrolmentPurpose);
  const token = await makeLink(tx, {
    purpose: enrolmentPurpose,
    accountId,
    lifetime: minutes(enrolment.linkMinutes),
  });
  const url = new URL(paths.operator, ctx.config.publicUrl);
  url.searchParams.set('token', token);
  return url.href;
}

/** Somebody who has shown a good link, for an account that still awaits its enrolment. */
export interface Enrolling {
  readonly link: OneTimeLink;
  /** The account as it was when the link was looked at. */
  readonly account: Account;
  readonly hasPassword: boolean;
  /** What a second factor begun now is bound to: this link and this credential (docs/rules.md#pending-second-factor). */
  readonly holder: string;
}

/**
 * Looks at the link. When the account has a password, its session or password has to be shown too. Throws 422 on `token`
 * (`invalid_link`, also for another account's session; `used_link`, `expired_link`), `not_authenticated`,
 * `account_suspended`, `account_deleting`, `throttled`.
 */
export async function openEnrolment(
  ctx: Context,
  principal: Principal | null,
  remoteIp: string | null,
  token: string,
): Promise<Enrolling> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, enrolmentPurpose, token, principal?.account.id);
  const account = await accountById(ctx.reader, link.account_id);
  if (!account) throw invalidField('token', 'invalid_link');
  if (account.suspended_at !== null) throw new AppError('account_suspended');
  if (account.deleting_since !== null) throw new AppError('account_deleting');
  demandAwaitingEnrolment(account);
  const hasPassword = (await passwordSetAt(ctx.reader, account.id)) !== null;
  if (hasPassword && !principal) {
    // This very link may have set the password a moment ago. It is spent then, and looking again says so.
    await openLink(ctx, enrolmentPurpose, token);
    throw new AppError('not_authenticated');
  }
  const by = principal ? `${principal.credential.kind}:${principal.credential.id ?? account.id}` : 'nobody';
  return { link, account, hasPassword, holder: `link:${link.id}:${by}` };
}

/** Throws 422 on `token` once there is nothing left to enrol. */
export function demandAwaitingEnrolment(account: Account | undefined): asserts account is Account {
  if (!account || !awaitsEnrolment(account)) throw invalidField('token', 'used_link');
}
