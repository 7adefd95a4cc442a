import { randomUUID } from 'node:crypto';
import type { Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { days, hours, instantOf, minutes } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Account } from '../../../platform/http/principal.ts';
import { authenticatePassword, holdPassword } from '../password/feature.ts';
import { insertSession } from './queries.ts';
import { browserSecret, prepareRecognition } from './recognise-browser.ts';

export interface SignedIn {
  readonly account: Account;
  /** For the cookie; only its hash is kept. */
  readonly secret: string;
  /** Null: the cookie goes when the browser closes. */
  readonly maxAgeSeconds: number | null;
  /** For the cookie by which the browser is known again. */
  readonly browser: string;
}

/** Opens a session for somebody who knows the password. Throws `invalid_credentials`, `throttled`, `account_suspended`. */
export async function signIn(
  ctx: Context,
  input: { login: string; password: string; remember?: boolean | undefined },
  browserCookie: string | null,
  origin: Origin,
): Promise<SignedIn> {
  const { account, verified } = await authenticatePassword(ctx, { ...input, otp: null }, origin);
  if (account.suspended_at !== null) throw new AppError('account_suspended');
  const remember = input.remember ?? false;
  const { idleMs, lifeMs } = lifetimes(ctx, remember);
  // A new secret at each sign-in: whatever cookie the browser held before means nothing now (ASVS 7.2.4).
  const secret = randomSecret();
  const id = randomUUID();
  const browser = browserSecret(browserCookie);
  const recognise = await prepareRecognition(ctx, account, browser);
  await ctx.write(
    { kind: 'member', accountId: account.id, credential: { kind: 'session', id }, ...origin },
    async (tx) => {
      // A password that was replaced since it was checked opens nothing: the sessions it had opened are over.
      if (!(await holdPassword(tx, account.id, verified))) throw new AppError('invalid_credentials');
      await insertSession(tx, {
        id,
        account_id: account.id,
        secret_hash: hashSecret(secret),
        idle_ms: idleMs,
        expires_at: instantOf(Date.parse(tx.now) + lifeMs),
        remembered_at: remember ? tx.now : null,
        remote_ip: origin.remoteIp,
        user_agent: origin.userAgent,
      });
      await recognise(tx);
      await tx.record({ type: 'login_success', accountId: account.id, data: { remote_ip: origin.remoteIp } });
    },
  );
  return { account, secret, maxAgeSeconds: remember ? lifeMs / 1000 : null, browser };
}

/** Idle and absolute timeouts (settled 11; ASVS 7.3.1 and 7.3.2). */
function lifetimes({ config }: Context, remember: boolean): { idleMs: number; lifeMs: number } {
  return remember
    ? { idleMs: days(config.LOGE_REMEMBERED_IDLE_DAYS), lifeMs: days(config.LOGE_REMEMBERED_DAYS) }
    : { idleMs: minutes(config.LOGE_SESSION_IDLE_MINUTES), lifeMs: hours(config.LOGE_SESSION_HOURS) };
}
