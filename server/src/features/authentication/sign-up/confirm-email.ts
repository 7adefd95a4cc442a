import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Account } from '../../../platform/http/principal.ts';
import { accountById, confirmAddress, emailKey } from '../../accounts/feature.ts';
import { confirmationBySecret, spendConfirmation } from './queries.ts';

/**
 * Confirms the address of the account that asks. The mailed token alone is not enough: whoever reads the
 * mail must also know the account's password, or be signed in to it (settled 9, against pre-hijacking).
 */
export async function confirmEmail(
  ctx: Context,
  actor: Actor,
  account: Account,
  token: string,
): Promise<Account> {
  const confirmation = await confirmationBySecret(ctx.reader, hashSecret(token));
  // Another account's link says no more than one that never was.
  if (!confirmation || confirmation.account_id !== account.id) throw invalidField('token', 'invalid_link');
  if (confirmation.used_at !== null) throw invalidField('token', 'used_link');
  if (confirmation.expires_at <= instantOf(ctx.now())) throw invalidField('token', 'expired_link');
  return ctx.write(actor, async (tx) => {
    const present = await accountById(tx, account.id);
    // The address may have changed since the mail, or been released and taken by its owner.
    if (!present || emailKey(present.email) !== confirmation.email_key)
      throw invalidField('token', 'invalid_link');
    if (!(await spendConfirmation(tx, confirmation.id))) throw invalidField('token', 'used_link');
    const confirmed = await confirmAddress(tx, present);
    if (!confirmed) throw invalidField('token', 'invalid_link');
    await tx.record({
      type: 'email_confirmed',
      accountId: account.id,
      data: { email: present.email, remote_ip: actor.remoteIp },
    });
    return confirmed;
  });
}
