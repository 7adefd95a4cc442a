import { emailChange } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { days } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { makeLink, openLink, spendLink } from '../../../platform/links/one-time-link.ts';
import { changeAddress, lockAccount, recipientOf } from '../../accounts/feature.ts';
import { heldAddresses } from './addresses.ts';
import { confirmPurpose, spendWaitingLinks, undoPurpose } from './links.ts';
import { addressChangedMail, newAddressMail } from './mails.ts';
import { markConfirmed } from './queries.ts';

/**
 * Takes the new address. The token shows that somebody reads its mail; the session or password shows that it is the member
 * (docs/rules.md#confirming-an-address). Throws 422 on `token`, or on `email` when the address was taken meanwhile.
 */
export async function confirmEmailChange(
  ctx: Context,
  actor: Actor,
  account: Account,
  token: string,
): Promise<Account> {
  const link = await openLink(ctx, confirmPurpose, token, account.id);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    await spendLink(tx, link);
    const change = present && (await markConfirmed(tx, link.subject ?? '', present.email_confirmed_at));
    if (!present || !change) throw invalidField('token', 'invalid_link');
    // The account keeps the old address for as long as that can undo the change.
    const held = await heldAddresses(tx, account.id, tx.now);
    const changed = await changeAddress(tx, present, change.new_email, held);
    if (!changed) throw invalidField('email', 'taken');
    await spendWaitingLinks(tx, account.id);
    const { remoteIp } = actor;
    await tx.record({
      type: 'email_changed',
      accountId: account.id,
      data: { email: change.new_email, remote_ip: remoteIp },
    });
    if (present.email_confirmed_at !== null) {
      const undo = await makeLink(tx, {
        purpose: undoPurpose,
        accountId: account.id,
        subject: change.id,
        lifetime: days(emailChange.undoDays),
      });
      await tx.enqueue(
        addressChangedMail.to(recipientOf(present), {
          token: undo,
          email: change.new_email,
          days: emailChange.undoDays,
          at: tx.now,
          remoteIp,
        }),
      );
    }
    await tx.enqueue(newAddressMail.to(recipientOf(changed), { at: tx.now, remoteIp }));
    return changed;
  });
}
