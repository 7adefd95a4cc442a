import type { Listener, Listeners } from '../../../platform/write.ts';
import { deleteIdentitiesOf } from './queries.ts';
import { recordRemoval } from './remove-identity.ts';

/**
 * The account is taken back, and its password goes. So do all provider accounts, older ones too: whoever had the account may
 * have one of them, and without a password a sign-in there would be fresh proof (docs/rules.md#signing-in-with-a-provider).
 */
const removeAll: Listener = async (tx, { accountId }) => {
  for (const removed of await deleteIdentitiesOf(tx, accountId)) await recordRemoval(tx, removed);
};

export const identityListeners: Listeners = {
  account_reclaimed: removeAll,
  operator_reset: removeAll,
  tfa_stopped: removeAll,
  email_change_undone: removeAll,
};
