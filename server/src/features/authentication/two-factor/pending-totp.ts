import { twoFactor } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { refuse, type Tx } from '../../../platform/write.ts';
import { putPendingTotp, type TotpFactor, totpFactor } from './queries.ts';
import { digitsOf, fitsAnotherClock, newTotpSecret, otpauthUri, stepOfCode } from './totp.ts';
import { totpContext } from './while-sealed.ts';

/** A secret whose first code was right, and the step of that code. */
export interface ProvedTotp {
  readonly factor: TotpFactor;
  readonly step: number;
}

/**
 * Makes a secret that waits for its first code, as part of the caller's write. Returns its `otpauth:` address.
 *
 * @param holder the only credential that may turn it on, as `kind:id` (docs/rules.md#pending-second-factor).
 */
export async function putPending(ctx: Context, tx: Tx, account: Account, holder: string): Promise<string> {
  const secret = newTotpSecret();
  const sealed = (await tx.key()).seal(totpContext(account.id), secret);
  await putPendingTotp(tx, account.id, sealed, holder);
  await tx.record({ type: 'tfa_begun', accountId: account.id, data: { remote_ip: tx.actor.remoteIp } });
  return otpauthUri(secret, ctx.config.LOGE_PLATFORM_NAME, account.username);
}

/**
 * Checks the first code of a secret that the holder began. Throws 422 on `attempt`: `invalid`, `clock_off`, `not_begun`;
 * `throttled`.
 */
export async function checkFirstCode(
  ctx: Context,
  actor: Actor,
  accountId: string,
  holder: string,
  attempt: string | number,
): Promise<ProvedTotp> {
  await ctx.throttle.take([
    { name: 'tfa-validate', subject: accountId, max: 20, windowMs: minutes(twoFactor.pendingMinutes) },
  ]);
  const factor = await totpFactor(ctx.reader, accountId);
  if (!factor || !isPending(factor, holder, ctx.now())) throw invalidField('attempt', 'not_begun');
  return { factor, step: await firstStep(ctx, actor, factor, attempt) };
}

function isPending(factor: TotpFactor, holder: string, now: number): boolean {
  return (
    factor.enabled_at === null &&
    factor.begun_by === holder &&
    now - Date.parse(factor.created_at) < minutes(twoFactor.pendingMinutes)
  );
}

/** Finds the step of the first code. A member whose phone's clock is off is told so here, where the hint helps nobody else. */
async function firstStep(
  ctx: Context,
  actor: Actor,
  factor: TotpFactor,
  attempt: string | number,
): Promise<number> {
  const secret = ctx.keyring.unseal(totpContext(factor.account_id), factor.sealed_secret);
  const digits = digitsOf(attempt);
  const step = digits === null ? null : stepOfCode(secret, digits, ctx.now());
  if (step !== null) return step;
  const off = digits !== null && fitsAnotherClock(secret, digits, ctx.now());
  return ctx.write<never>(actor, async (tx) => {
    await tx.record({
      type: 'second_factor_failed',
      accountId: factor.account_id,
      data: { remote_ip: actor.remoteIp },
    });
    return refuse(invalidField('attempt', off ? 'clock_off' : 'invalid'));
  });
}
