import type { passkeys } from '@loge/protocol';
import type { Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { strangersJournal } from '../../../platform/journal/append.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { refuse } from '../../../platform/write.ts';
import { accountById } from '../../accounts/feature.ts';
import { checkPasskey, passkeyByCredential } from '../passkeys/feature.ts';
import { type Cookies, openSession, refuseClosed, type SignedIn } from './open-session.ts';
import { readMarks } from './recognise-browser.ts';

/**
 * Opens a session for somebody whose passkey verified its owner: that is both factors in one, whatever else is on. Every
 * failure is the same `invalid_credentials`. Throws `throttled`, `account_suspended`, `account_deleting`.
 */
export async function signInByPasskey(
  ctx: Context,
  { passkey, remember = false }: { passkey: passkeys.Assertion; remember?: boolean | undefined },
  { browser: browserCookie, session: replaces }: Cookies,
  origin: Origin,
): Promise<SignedIn> {
  const limit = {
    name: 'passkey:network',
    subject: networkOf(origin.remoteIp),
    max: 100,
    windowMs: minutes(15),
  };
  await ctx.throttle.take([limit]);
  const checked = await checkPasskey(ctx, passkey, { named: false });
  const account = checked?.userVerified ? await accountById(ctx.reader, checked.accountId) : undefined;
  if (!checked || !account) return refuseAttempt(ctx, passkey, origin);
  await ctx.throttle.giveBack([limit]);
  refuseClosed(account);
  const browser = readMarks(browserCookie);
  return openSession(ctx, { account, origin, browser, remember, factor: checked, spared: false, replaces });
}

async function refuseAttempt(ctx: Context, passkey: passkeys.Assertion, origin: Origin): Promise<never> {
  const known = await passkeyByCredential(ctx.reader, passkey.id);
  return ctx.write<never>({ kind: 'anonymous', ...origin }, async (tx) => {
    await tx.record({
      type: 'login_failure',
      accountId: known?.account_id ?? strangersJournal(ctx.keyring, passkey.id),
      data: { remote_ip: origin.remoteIp },
    });
    return refuse(new AppError('invalid_credentials'));
  });
}
