import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { openLink, spendLink } from '../../../platform/links/one-time-link.ts';
import { confirmAddress, lockAccount } from '../../accounts/feature.ts';
import { confirmationPurpose } from './send-confirmation.ts';

/**
 * Confirms the address of the asking account. The mailed token alone is not enough: the reader of the mail must also know the
 * account's password or be signed in to it (docs/rules.md#confirming-an-address, against pre-hijacking).
 */
export async function confirmEmail(
  ctx: Context,
  actor: Actor,
  account: Account,
  token: string,
): Promise<Account> {
  const link = await openLink(ctx, confirmationPurpose, token, account.id);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    // The address may have changed since the mail, or been released and taken by its owner.
    if (!present || present.email !== link.subject) throw invalidField('token', 'invalid_link');
    await spendLink(tx, link);
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
