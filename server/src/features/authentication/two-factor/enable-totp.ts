import { twoFactor } from '@loge/protocol';
import type { Actor, CredentialRef } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours, minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account, Principal } from '../../../platform/http/principal.ts';
import { makeLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import { refuse } from '../../../platform/write.ts';
import { holdAccount, recipientOf, updateAccount } from '../../accounts/feature.ts';
import { totpContext } from './check-code.ts';
import { enabledMail } from './mails.ts';
import { enableTotp, putPendingTotp, type TotpFactor, totpFactor } from './queries.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { digitsOf, fitsAnotherClock, newTotpSecret, otpauthUri, stepOfCode } from './totp.ts';

export const stopPurpose = 'tfa-stop';

/** When it was begun and by which credential: what there is to take back, however the factor fares until then. */
export const stopSubject = ({ created_at, begun_by }: TotpFactor): string => `${created_at} ${begun_by}`;

const holderOf = ({ kind, id }: CredentialRef, account: Account): string => `${kind}:${id ?? account.id}`;

/** Makes a secret that waits for its first code. Returns its `otpauth:` address. Throws 422 on `provider`. */
export async function beginTotp(
  ctx: Context,
  actor: Actor,
  { account, credential }: Principal,
  provider: string,
): Promise<string> {
  if (provider !== 'totp') throw invalidField('provider', 'unsupported_provider');
  const secret = newTotpSecret();
  const sealed = ctx.keyring.seal(totpContext(account.id), secret);
  await ctx.write(actor, async (tx) => {
    const present = await holdAccount(tx, account.id);
    if (present?.totp_since !== null) throw invalidField('provider', 'already_enabled');
    await putPendingTotp(tx, account.id, sealed, holderOf(credential, account));
    await tx.record({ type: 'tfa_begun', accountId: account.id, data: { remote_ip: actor.remoteIp } });
  });
  return otpauthUri(secret, ctx.config.LOGE_PLATFORM_NAME, account.username);
}

/**
 * Turns two-factor authentication on with a first code, by the credential that began it (settled 13). Returns the
 * recovery codes, which nobody sees again. Throws 422 on `attempt`: `invalid`, `clock_off`, `not_begun`,
 * `already_enabled`.
 */
export async function validateTotp(
  ctx: Context,
  actor: Actor,
  { account, credential }: Principal,
  attempt: string | number,
): Promise<string[]> {
  await ctx.throttle.take([
    { name: 'tfa-validate', subject: account.id, max: 20, windowMs: minutes(twoFactor.pendingMinutes) },
  ]);
  const factor = await totpFactor(ctx.reader, account.id);
  if (account.totp_since !== null) throw invalidField('attempt', 'already_enabled');
  if (!factor || !isPending(factor, holderOf(credential, account), ctx.now())) {
    throw invalidField('attempt', 'not_begun');
  }
  const step = await checkFirstCode(ctx, actor, factor, attempt);
  return ctx.write(actor, async (tx) => {
    const present = await holdAccount(tx, account.id);
    if (!present || present.totp_since !== null || !(await enableTotp(tx, factor, step))) {
      throw invalidField('attempt', 'already_enabled');
    }
    await updateAccount(tx, account.id, { totp_since: tx.now });
    await tx.record({ type: 'tfa_enabled', accountId: account.id, data: { provider: 'totp' } });
    const codes = await makeRecoveryCodes(ctx, tx, account.id);
    await spendLinksOf(tx, account.id, stopPurpose);
    const token = await makeLink(tx, {
      purpose: stopPurpose,
      accountId: account.id,
      subject: stopSubject(factor),
      lifetime: hours(twoFactor.stopHours),
    });
    await tx.enqueue(
      enabledMail.to(recipientOf(present), {
        token,
        hours: twoFactor.stopHours,
        at: tx.now,
        remoteIp: actor.remoteIp,
      }),
    );
    return codes;
  });
}

/** An app that is on from the start, for the demo's operator. */
export async function adoptTotp(ctx: Context, actor: Actor, account: Account, secret: string): Promise<void> {
  const sealed = ctx.keyring.seal(totpContext(account.id), secret);
  await ctx.write(actor, async (tx) => {
    await putPendingTotp(tx, account.id, sealed, 'command:demo');
    const factor = await totpFactor(tx, account.id);
    if (factor) await enableTotp(tx, factor, 0);
    await updateAccount(tx, account.id, { totp_since: tx.now });
    await tx.record({ type: 'tfa_enabled', accountId: account.id, data: { provider: 'totp' } });
  });
}

function isPending(factor: TotpFactor, holder: string, now: number): boolean {
  return (
    factor.enabled_at === null &&
    factor.begun_by === holder &&
    now - Date.parse(factor.created_at) < minutes(twoFactor.pendingMinutes)
  );
}

/** The step of the first code. Somebody whose phone's clock is off is told so, here where it helps nobody else. */
async function checkFirstCode(
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
