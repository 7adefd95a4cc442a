import type { passkeys } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { refuse, type Tx } from '../../../platform/write.ts';
import { checkPasskey } from '../passkeys/feature.ts';
import { type CheckedFactor, hasSecondFactor, secondMethods } from '../proof.ts';
import { checkCode } from '../two-factor/feature.ts';

/** What somebody offers as a second factor. */
export interface OfferedFactor {
  readonly otp?: string | null | undefined;
  readonly passkey?: passkeys.Assertion | undefined;
}

/**
 * Checks the second factor where one is on; returns null where none is. The caller must have checked the password before.
 * Throws `otp_required` with the methods that would do, `otp_invalid`, `throttled`. A wrong factor is journaled.
 */
export async function checkFactor(
  ctx: Context,
  actor: Actor,
  account: Account,
  { otp, passkey }: OfferedFactor,
): Promise<CheckedFactor | null> {
  if (!hasSecondFactor(account)) return null;
  if (!otp && !passkey) throw factorRequired(account);
  const checked = passkey
    ? await ownPasskey(ctx, account, passkey)
    : await checkCode(ctx, account, otp ?? '', actor);
  if (checked) return checked;
  return ctx.write<never>(actor, (tx) => refuseFactor(tx, account));
}

export const factorRequired = (account: Account): AppError =>
  new AppError('otp_required', { methods: secondMethods(account) });

/** Journals a second factor that was wrong, or that a quicker request spent. */
export async function refuseFactor(tx: Tx, account: Account) {
  await tx.record({
    type: 'second_factor_failed',
    accountId: account.id,
    data: { remote_ip: tx.actor.remoteIp },
  });
  return refuse(new AppError('otp_invalid'));
}

async function ownPasskey(
  ctx: Context,
  account: Account,
  assertion: passkeys.Assertion,
): Promise<CheckedFactor | null> {
  const checked = await checkPasskey(ctx, assertion, { named: true });
  return checked?.accountId === account.id ? checked : null;
}
