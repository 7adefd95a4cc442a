import { signUp } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { hours } from '../../../kernel/clock.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Listener, Tx } from '../../../platform/write.ts';
import { recipientAt } from '../../accounts/feature.ts';
import { confirmationMail } from './mails.ts';

export const confirmationPurpose = definePurpose('email-confirmation');

/** Makes a link and mails it, as part of the caller's write. Earlier links stop working. */
export async function sendConfirmation(tx: Tx, account: Account): Promise<void> {
  await spendLinksOf(tx, account.id, confirmationPurpose);
  const token = await makeLink(tx, {
    purpose: confirmationPurpose,
    accountId: account.id,
    subject: account.email,
    lifetime: hours(signUp.confirmationHours),
  });
  await tx.record({ type: 'confirmation_sent', accountId: account.id, data: { email: account.email } });
  // The mail goes to a released address too: somebody who confirms it and knows the account's password claims it again.
  await tx.enqueue(
    confirmationMail.to(recipientAt(account, account.email), {
      token,
      hours: signUp.confirmationHours,
    }),
  );
}

/** Ends the account's confirmation links. */
export const dropConfirmations: Listener = (tx, { accountId }) =>
  spendLinksOf(tx, accountId, confirmationPurpose);
