import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Listener, Listeners } from '../../../platform/write.ts';
import { accountById, recipientOf } from '../../accounts/feature.ts';
import { resetPurpose } from '../password/feature.ts';
import { resetRefusedMail } from './mails.ts';

/** A reset link that was mailed before the account became an operator's must not set the operator's password. */
const dropResets: Listener = (tx, { accountId }) => spendLinksOf(tx, accountId, resetPurpose);

export const enrolmentListeners: Listeners = {
  operator_granted: dropResets,
  async password_reset_refused(tx, { accountId }) {
    const account = await accountById(tx, accountId);
    if (account) await tx.enqueue(resetRefusedMail.to(recipientOf(account), { username: account.username }));
  },
};
