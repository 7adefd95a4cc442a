import type { Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { accountById } from '../../accounts/feature.ts';
import { type Identity, provesByProvider, useIdentity } from '../identities/feature.ts';
import {
  type Cookies,
  checkSecondStep,
  type OfferedFactor,
  openSession,
  refuseClosed,
  type SignedIn,
} from '../sessions/feature.ts';
import { finishAuthorization, type Identified } from './open-authorization.ts';

/**
 * Opens a session for whom the provider says it is. Second factors are asked for as after a password. It counts as fresh proof
 * only for an account with neither password nor passkey (docs/rules.md#proof-without-a-password). Throws
 * `invalid_credentials`, `account_suspended`, `account_deleting`, `otp_required`, `otp_invalid`, `throttled`.
 */
export async function enter(
  ctx: Context,
  authorization: Identified,
  identity: Identity,
  offered: OfferedFactor,
  cookies: Cookies,
  origin: Origin,
): Promise<SignedIn> {
  const account = await accountById(ctx.reader, identity.account_id);
  if (!account) throw new AppError('invalid_credentials');
  refuseClosed(account);
  const step = await checkSecondStep(ctx, account, offered, cookies.browser, origin);
  return openSession(ctx, {
    account,
    origin,
    ...step,
    remember: authorization.remembered_at !== null,
    replaces: cookies.session,
    proves: (tx) => provesByProvider(tx, account),
    async hold(tx) {
      await finishAuthorization(tx, authorization);
      // Removed since it was found: it opens nothing any more.
      if (!(await useIdentity(tx, identity, authorization.username)))
        throw new AppError('invalid_credentials');
    },
  });
}
