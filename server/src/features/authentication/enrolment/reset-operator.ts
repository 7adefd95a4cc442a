import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { recipientsOf } from '../email-change/feature.ts';
import { dropPassword } from '../password/feature.ts';
import { makeEnrolmentLink } from './enrolment-link.ts';
import { operatorResetMail } from './mails.ts';

/**
 * Ends all access to an operator's account at once: password, second factors, sessions, tokens (listeners of `operator_reset`).
 * Returns the link for a new enrolment. Only somebody with a shell on the machine can do this. Throws 422 on `login`,
 * `account_suspended`, `account_deleting`.
 */
export async function resetOperator(ctx: Context, actor: Actor, account: Account): Promise<string> {
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present || present.operator_since === null) throw invalidField('login', 'invalid');
    if (present.suspended_at !== null) throw new AppError('account_suspended');
    if (present.deleting_since !== null) throw new AppError('account_deleting');
    await dropPassword(tx, present.id);
    await tx.record({ type: 'operator_reset', accountId: present.id, data: {} });
    for (const recipient of await recipientsOf(tx, present, tx.now)) {
      await tx.enqueue(operatorResetMail.to(recipient, { at: tx.now }));
    }
    return makeEnrolmentLink(ctx, tx, present.id);
  });
}
