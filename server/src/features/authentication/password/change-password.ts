import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount, recipientOf } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { checkNewPassword, demandLength, tooShort } from './check-new-password.ts';
import { passwordChangedMail } from './mails.ts';
import type { Identity } from './password-rules.ts';
import { passwordStandsAlone, putFirstPassword, replacePassword, storedPassword } from './queries.ts';
import { resetPurpose } from './reset-link.ts';

interface PasswordChange {
  readonly password: string;
  readonly password_confirmation?: string | undefined;
  readonly current_password?: string | undefined;
}

/**
 * Checks and hashes outside the write, and returns what is left to do inside it, so that a password can change in one
 * transaction with other fields. Throws 422 on `password` or `password_confirmation`.
 *
 * @param verified id of the password that was there when the caller proved who they are; null when the account had no
 * password. If another change came first, that one stands: 422 on `current_password`.
 */
export async function preparePasswordChange(
  ctx: Context,
  actor: Actor,
  account: Account,
  change: PasswordChange,
  verified: string | null,
): Promise<(tx: Tx) => Promise<void>> {
  if (change.password_confirmation !== undefined && change.password_confirmation !== change.password) {
    throw invalidField('password_confirmation', 'confirmation_mismatch');
  }
  const issue = await checkNewPassword(
    ctx,
    change.password,
    identityOf(ctx, account),
    hasSecondFactor(account),
  );
  if (issue) throw new AppError('invalid_fields', { fields: { password: [issue] } });
  if (change.password === change.current_password) throw invalidField('password', 'password_unchanged');
  const hash = await ctx.hasher.hash(change.password);
  return async (tx) => {
    const present = await lockAccount(tx, account.id);
    demandLength(change.password, present !== undefined && hasSecondFactor(present));
    const replaced =
      verified === null
        ? await putFirstPassword(tx, account.id, hash, change.password)
        : await replacePassword(tx, account.id, verified, hash, change.password);
    if (!replaced) throw invalidField('current_password', 'wrong_password');
    await spendLinksOf(tx, account.id, resetPurpose);
    await tx.record({
      type: 'password_changed',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    await tx.enqueue(passwordChangedMail.to(recipientOf(account), { at: tx.now, remoteIp: actor.remoteIp }));
  };
}

/**
 * For the removal of the last second factor. A password that is too short to stand alone is replaced in the
 * same act (docs/rules.md#short-passwords). Throws 422 on `password` when that is needed and the given one is
 * missing or not good enough.
 *
 * The returned function runs inside the write that holds the account's lock. It checks again, since a shorter password may have
 * been set meanwhile. It throws 422 on `password`, or `proof_required` when the password to be replaced has changed.
 */
export async function prepareLongPassword(
  ctx: Context,
  account: Account,
  password: string | undefined,
): Promise<(tx: Tx) => Promise<void>> {
  const stored = await storedPassword(ctx.reader, account.id);
  if (!stored || stored.long_since !== null) {
    return async (tx) => {
      if (!(await passwordStandsAlone(tx, account.id))) throw tooShort();
    };
  }
  const issue = await checkNewPassword(ctx, password ?? '', identityOf(ctx, account));
  if (issue) throw new AppError('invalid_fields', { fields: { password: [issue] } });
  const hash = await ctx.hasher.hash(password ?? '');
  return async (tx) => {
    const { remoteIp } = tx.actor;
    if (!(await replacePassword(tx, account.id, stored.id, hash, password ?? ''))) {
      throw new AppError('proof_required');
    }
    await spendLinksOf(tx, account.id, resetPurpose);
    await tx.record({ type: 'password_changed', accountId: account.id, data: { remote_ip: remoteIp } });
    await tx.enqueue(passwordChangedMail.to(recipientOf(account), { at: tx.now, remoteIp }));
  };
}

/** What the password must not be made of. */
export const identityOf = (ctx: Context, account: Account): Identity => ({
  email: account.email,
  username: account.username,
  platformName: ctx.config.LOGE_PLATFORM_NAME,
});
