import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account } from '../../../platform/http/principal.ts';
import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';
import { recipientOf } from '../../accounts/feature.ts';
import { provePassword } from './authenticate-password.ts';
import { passwordChangedMail } from './mails.ts';
import { passwordIssue } from './password-rules.ts';
import { replacePassword } from './queries.ts';
import { resetPurpose } from './reset-link.ts';

export interface PasswordChange {
  readonly password: string;
  readonly password_confirmation?: string | undefined;
  readonly current_password?: string | undefined;
}

/**
 * Checks and hashes outside the write, and returns what is left to do inside it, so that a password can
 * change in one transaction with other fields. Throws 422 on `current_password`, `password` or
 * `password_confirmation`.
 */
export async function preparePasswordChange(
  ctx: Context,
  actor: Actor,
  account: Account,
  change: PasswordChange,
): Promise<(tx: Tx) => Promise<void>> {
  if (!change.current_password) throw invalidField('current_password', 'missing');
  if (change.password_confirmation !== undefined && change.password_confirmation !== change.password) {
    throw invalidField('password_confirmation', 'confirmation_mismatch');
  }
  const verified = await provePassword(ctx, actor, account, change.current_password);
  if (verified === null) throw invalidField('current_password', 'wrong_password');
  const issue = await passwordIssue(change.password, {
    email: account.email,
    username: account.username,
    platformName: ctx.config.LOGE_PLATFORM_NAME,
  });
  if (issue) throw new AppError('invalid_fields', { fields: { password: [issue] } });
  if (change.password === change.current_password) throw invalidField('password', 'password_unchanged');
  const hash = await ctx.hasher.hash(change.password);
  return async (tx) => {
    if (!(await replacePassword(tx, account.id, verified, hash, change.password))) {
      throw invalidField('current_password', 'wrong_password');
    }
    await spendLinksOf(tx, account.id, resetPurpose);
    await tx.record({
      type: 'password_changed',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    await tx.enqueue(passwordChangedMail.to(recipientOf(account), { at: tx.now, remoteIp: actor.remoteIp }));
  };
}
