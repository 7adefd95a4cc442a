import type { password, ReplyOf } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { openAccess } from '../sessions/feature.ts';
import { listAccess } from './list-access.ts';

type Reset = ReplyOf<typeof password.openReset>['reset'];

/**
 * What somebody who opens a reset link is told: names and days only, and no network addresses, since no second factor has been
 * asked for yet. For an account that nobody confirmed nothing is told and nothing can be chosen: everything ends
 * (docs/rules.md#reclaiming-an-unconfirmed-account).
 */
export async function accessAtReset(ctx: Context, account: Account): Promise<Reset> {
  const now = ctx.now();
  const { username, email, pending_email } = account;
  if (account.email_confirmed_at === null) {
    return {
      ...{ username, email, sessions: 0, trusted_browsers: 0, pending_email: null, access: [] },
      factor_stays: false,
    };
  }
  const { sessions, trustedBrowsers } = await openAccess(ctx.reader, account.id, now);
  const { access, factorStays } = await listAccess(ctx.reader, account, instantOf(now));
  return {
    ...{ username, email, sessions, pending_email, access },
    trusted_browsers: trustedBrowsers,
    factor_stays: factorStays,
  };
}
