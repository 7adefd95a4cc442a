import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Listener, Listeners } from '../../../platform/write.ts';
import { accountById, recipientOf } from '../../accounts/feature.ts';
import { resetPurpose } from '../password/feature.ts';
import { resetRefusedMail } from './mails.ts';

/** A link that was mailed before the account was an operator's sets no password of theirs. */
const dropResets: Listener = (tx, { accountId }) => spendLinksOf(tx, accountId, resetPurpose);

export const enrolmentListeners: Listeners = {
  operator_granted: dropResets,
  // Whoever made one for an operator: it opens nothing, and the mail that does not lie goes out beside it.
  async password_reset_query(tx, entry) {
    const account = await accountById(tx, entry.accountId);
    if (!account || account.operator_since === null) return;
    await dropResets(tx, entry);
    await tx.record({
      type: 'password_reset_refused',
      accountId: account.id,
      data: { remote_ip: tx.actor.remoteIp },
    });
  },
  async password_reset_refused(tx, { accountId }) {
    const account = await accountById(tx, accountId);
    if (account) await tx.enqueue(resetRefusedMail.to(recipientOf(account), { username: account.username }));
  },
};
