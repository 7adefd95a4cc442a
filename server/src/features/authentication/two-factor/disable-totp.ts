import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { refuse } from '../../../platform/write.ts';
import { lockAccount, recipientOf } from '../../accounts/feature.ts';
import { prepareLongPassword } from '../password/feature.ts';
import { checkCode } from './check-code.ts';
import { endTotp } from './end-factor.ts';
import { disabledMail } from './mails.ts';

interface Disabling {
  readonly attempt: string | number;
  /** The new password, where the present one is too short without a second factor (docs/rules.md#short-passwords). */
  readonly password?: string | undefined;
}

/**
 * Turns two-factor authentication off with a code. Throws 422 on `attempt` (`invalid`, `not_enabled`, or `operator_factor`,
 * since an operator keeps one: docs/rules.md#operator-resets) or on `password`, and `throttled`.
 */
export async function disableTotp(
  ctx: Context,
  actor: Actor,
  account: Account,
  { attempt, password }: Disabling,
): Promise<void> {
  if (account.totp_since === null) throw invalidField('attempt', 'not_enabled');
  refuseLastOfOperator(account);
  // While a passkey is left, a second factor is still on.
  const replacePassword =
    account.passkey_since === null ? await prepareLongPassword(ctx, account, password) : null;
  const factor = await checkCode(ctx, account, attempt, actor);
  await ctx.write<void>(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (present?.totp_since !== account.totp_since) throw invalidField('attempt', 'not_enabled');
    if (present.passkey_since === null && account.passkey_since !== null)
      throw new AppError('proof_required');
    refuseLastOfOperator(present);
    if (!factor || !(await factor.spend(tx))) {
      await tx.record({
        type: 'second_factor_failed',
        accountId: account.id,
        data: { remote_ip: actor.remoteIp },
      });
      return refuse(invalidField('attempt', 'invalid'));
    }
    await replacePassword?.(tx);
    await endTotp(tx, present);
    await tx.enqueue(disabledMail.to(recipientOf(present), { at: tx.now, remoteIp: actor.remoteIp }));
    return undefined;
  });
}

function refuseLastOfOperator({ operator_since, passkey_since }: Account): void {
  if (operator_since !== null && passkey_since === null) throw invalidField('attempt', 'operator_factor');
}
