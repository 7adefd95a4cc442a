import type { Account } from '../../../db/account.ts';
import type { Origin } from '../../../kernel/actor.ts';
import { hours, minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { type Limit, networkOf } from '../../../platform/throttle.ts';
import { recipientOf } from '../../accounts/feature.ts';
import type { CheckedFactor } from '../proof.ts';
import { findCode } from './find-code.ts';
import { recoveryCodeUsedMail } from './mails.ts';
import { codesOf, spendCode, spendStep, totpFactor } from './queries.ts';
import { digitsOf, stepOfCode } from './totp.ts';
import { totpContext, whileSealed } from './while-sealed.ts';

/**
 * Checks a typed code of the account's app, or one of its recovery codes; null when it is wrong or was used. Throws
 * `throttled`. The result is spent in the write that it allows, by one caller.
 */
export async function checkCode(
  ctx: Context,
  account: Account,
  attempt: string | number,
  origin: Origin,
): Promise<CheckedFactor | null> {
  const digits = digitsOf(attempt);
  const limits = limitsOf(account, origin, digits !== null);
  await ctx.throttle.take(limits);
  const checked =
    digits === null
      ? await checkRecoveryCode(ctx, account, String(attempt))
      : await checkTotp(ctx, account, digits);
  if (checked) {
    await ctx.throttle.forget(limits.slice(0, 1));
    await ctx.throttle.giveBack(limits.slice(1));
  }
  return checked;
}

/**
 * Guesses are counted by account and network. Six-digit codes are also counted by account alone (NIST SP 800-63B-4, 3.2.2: at
 * most 100). Somebody who knows the password could use those tries up; recovery codes and passkeys still work then.
 */
function limitsOf(account: Account, origin: Origin, guessable: boolean): Limit[] {
  const network = networkOf(origin.remoteIp);
  const limits: Limit[] = [
    {
      name: 'second-factor:account-network',
      subject: `${account.id} ${network}`,
      max: 10,
      windowMs: minutes(15),
    },
  ];
  if (guessable) limits.push({ name: 'totp:account', subject: account.id, max: 100, windowMs: hours(24) });
  return limits;
}

async function checkTotp(ctx: Context, account: Account, digits: string): Promise<CheckedFactor | null> {
  const factor = await totpFactor(ctx.reader, account.id);
  if (!factor || factor.enabled_at === null || factor.suspended_at !== null) return null;
  const secret = ctx.keyring.unseal(totpContext(account.id), factor.sealed_secret);
  const step = stepOfCode(secret, digits, ctx.now());
  // A step that is not newer than the last accepted one is a replay, however it is written.
  if (step === null || step <= factor.last_step) return null;
  return { method: 'totp', spend: (tx) => whileSealed(ctx, tx, factor, (as) => spendStep(tx, as, step)) };
}

async function checkRecoveryCode(
  ctx: Context,
  account: Account,
  code: string,
): Promise<CheckedFactor | null> {
  const id = await findCode(ctx, account.id, code);
  if (id === null) return null;
  return {
    method: 'recovery_code',
    async spend(tx) {
      if (!(await spendCode(tx, account.id, id))) return false;
      const { left } = await codesOf(tx, account.id);
      const { remoteIp } = tx.actor;
      await tx.record({
        type: 'recovery_code_used',
        accountId: account.id,
        data: { left, remote_ip: remoteIp },
      });
      await tx.enqueue(recoveryCodeUsedMail.to(recipientOf(account), { left, at: tx.now, remoteIp }));
      return true;
    },
  };
}
