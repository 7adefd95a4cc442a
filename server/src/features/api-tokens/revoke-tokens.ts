import type { Listener, Listeners, Tx } from '../../platform/write.ts';
import { type ApiToken, forgetProofs, markAllRevoked, markRevoked } from './queries.ts';

/**
 * Revokes every token of the account, or those whose secret is from `since` or later, as part of the caller's
 * write: each is journaled; whoever calls it mails.
 */
export async function revokeTokens(tx: Tx, accountId: string, since?: string): Promise<ApiToken[]> {
  const revoked = await markAllRevoked(tx, accountId, since);
  for (const token of revoked) await recordRevoked(tx, token);
  return revoked;
}

const recordRevoked = (tx: Tx, { account_id: accountId, name, id }: ApiToken): Promise<void> =>
  tx.record({ type: 'delete_token', accountId, data: { token_name: name, token_id: id } });

const revokeSince: Listener = async (tx, entry) => {
  if (entry.type !== 'tfa_stopped' && entry.type !== 'email_change_undone') return;
  await revokeTokens(tx, entry.accountId, entry.data.since);
  if (entry.type !== 'tfa_stopped' || entry.data.token_id === null) return;
  // The one that it was done with, however long it had been there.
  const token = await markRevoked(tx, entry.accountId, entry.data.token_id);
  if (token) await recordRevoked(tx, token);
};

const revokeAll: Listener = async (tx, { accountId }) => {
  await revokeTokens(tx, accountId);
};

/** A credential changed: whoever made a token with the old ones may be somebody else. */
const doubt: Listener = (tx, { accountId }) => forgetProofs(tx, accountId);

export const tokenListeners: Listeners = {
  password_changed: doubt,
  password_reset_success: doubt,
  email_changed: doubt,
  tfa_enabled: doubt,
  tfa_disabled: doubt,
  recovery_codes_made: doubt,
  passkey_added: doubt,
  passkey_removed: doubt,
  // Whoever held the account for a while keeps no token of it (settled 13, 15).
  tfa_stopped: revokeSince,
  email_change_undone: revokeSince,
  // What somebody made before the address's owner came (settled 9).
  account_reclaimed: revokeAll,
  operator_reset: revokeAll,
  deletion_confirmed: revokeAll,
};
