import type { Listener, Listeners } from '../../../platform/write.ts';
import { accountById, updateAccount } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { deleteCodes, deleteCodesSince, deleteTotp, suspendTotp } from './queries.ts';

/** Nothing of it stays. */
const removeAll: Listener = async (tx, { accountId }) => {
  await deleteTotp(tx, accountId);
  await deleteCodes(tx, accountId);
  await updateAccount(tx, accountId, { totp_since: null });
};

export const twoFactorListeners: Listeners = {
  // What somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: removeAll,
  operator_reset: removeAll,
  tfa_reset: removeAll,
  // Turning it on made new codes: all that there are, are from since.
  tfa_stopped: removeAll,
  async passkey_removed(tx, { accountId }) {
    const account = await accountById(tx, accountId);
    if (account && !hasSecondFactor(account)) await deleteCodes(tx, accountId);
  },
  async email_change_undone(tx, entry) {
    if (entry.type !== 'email_change_undone') return;
    if (await suspendTotp(tx, entry.accountId, entry.data.since)) {
      await updateAccount(tx, entry.accountId, { totp_since: null });
    }
    // Whoever changed the address has read them; an older factor is still asked for without them.
    await deleteCodesSince(tx, entry.accountId, entry.data.since);
  },
};
