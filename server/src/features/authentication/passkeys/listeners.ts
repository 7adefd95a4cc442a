import type { Listener, Listeners } from '../../../platform/write.ts';
import { updateAccount } from '../../accounts/feature.ts';
import { deletePasskeysOf, passkeysOf, suspendPasskeys } from './queries.ts';

/**
 * Suspends the passkeys that were added while the account may have been somebody else's. When none is
 * usable, none is asked for.
 */
const suspendSince: Listener = async (tx, entry) => {
  if (entry.type !== 'email_change_undone' && entry.type !== 'tfa_stopped') return;
  await suspendPasskeys(tx, entry.accountId, entry.data.since);
  const usable = (await passkeysOf(tx, entry.accountId)).some((key) => key.suspended_at === null);
  if (!usable) await updateAccount(tx, entry.accountId, { passkey_since: null });
};

const removeAll: Listener = async (tx, { accountId }) => {
  await deletePasskeysOf(tx, accountId);
  await updateAccount(tx, accountId, { passkey_since: null });
};

export const passkeyListeners: Listeners = {
  // Removes what somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: removeAll,
  operator_reset: removeAll,
  tfa_reset: removeAll,
  email_change_undone: suspendSince,
  tfa_stopped: suspendSince,
};
