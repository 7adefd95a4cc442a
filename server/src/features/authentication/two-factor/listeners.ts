import type { Listener, Listeners } from '../../../platform/write.ts';
import { accountById, updateAccount } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { deleteCodes, deleteCodesSince, deleteTotp, suspendTotp } from './queries.ts';

/** Removes the app and the recovery codes. */
const removeAll: Listener = async (tx, { accountId }) => {
  await deleteTotp(tx, accountId);
  await deleteCodes(tx, accountId);
  await updateAccount(tx, accountId, { totp_since: null });
};

export const twoFactorListeners: Listeners = {
  // Removes what somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: removeAll,
  operator_reset: removeAll,
  tfa_reset: removeAll,
  // Turning the factor on made new codes, so all present codes are from since then.
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
    // Whoever changed the address has read these codes. An older factor is still asked for without them.
    await deleteCodesSince(tx, entry.accountId, entry.data.since);
  },
};
