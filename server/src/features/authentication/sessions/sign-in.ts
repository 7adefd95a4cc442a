import type { passkeys } from '@loge/protocol';
import type { Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { authenticatePassword, lockPassword } from '../password/feature.ts';
import { type Cookies, openSession, refuseClosed, type SignedIn } from './open-session.ts';
import { checkSecondStep } from './second-step.ts';

interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly remember?: boolean | undefined;
  readonly otp?: string | undefined;
  readonly passkey?: passkeys.Assertion | undefined;
}

/**
 * Opens a session for somebody who knows the password and, when one is on, has the second factor or a browser
 * that was remembered with it. Throws `invalid_credentials`, `throttled`, `account_suspended`,
 * `account_deleting`, `otp_required`, `otp_invalid`.
 */
export async function signIn(
  ctx: Context,
  input: SignIn,
  { browser: browserCookie, session: replaces }: Cookies,
  origin: Origin,
): Promise<SignedIn> {
  const { account, verified, locked } = await authenticatePassword(ctx, input, origin);
  refuseClosed(account);
  const step = await checkSecondStep(ctx, account, input, browserCookie, origin);
  const signedIn = await openSession(ctx, {
    account,
    origin,
    ...step,
    remember: input.remember ?? false,
    unlocks: locked !== null,
    replaces,
    // A password that was replaced since it was checked opens nothing: the sessions it had opened are over.
    async hold(tx) {
      if (!(await lockPassword(tx, account.id, verified))) throw new AppError('invalid_credentials');
    },
  });
  if (locked) await ctx.throttle.forget([locked]);
  return signedIn;
}
