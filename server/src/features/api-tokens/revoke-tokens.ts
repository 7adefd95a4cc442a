import { listOf, textOf } from '../../kernel/text-list.ts';
import type { Listener, Listeners, Tx } from '../../platform/write.ts';
import {
  forgetProofs,
  limitToApplications,
  markAllRevoked,
  markRevoked,
  tokensWithApplications,
} from './end-queries.ts';
import type { ApiToken } from './queries.ts';
import { recordRevoked, revokeWithDescendants } from './revoke-token.ts';

/**
 * Revokes every live token of the account, or those whose secret is from `since` or later, as part of the caller's
 * write: each is journaled; whoever calls it mails.
 */
export async function revokeTokens(tx: Tx, accountId: string, since?: string): Promise<ApiToken[]> {
  const revoked = await markAllRevoked(tx, accountId, since);
  await recordRevoked(tx, revoked);
  return revoked;
}

/** As `revokeTokens`, of those with these ids. */
export async function revokeSomeTokens(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<ApiToken[]> {
  const revoked = await markRevoked(tx, accountId, ids);
  await recordRevoked(tx, revoked);
  return revoked;
}

const revokeSince: Listener = async (tx, entry) => {
  if (entry.type !== 'tfa_stopped' && entry.type !== 'email_change_undone') return;
  await revokeTokens(tx, entry.accountId, entry.data.since);
  if (entry.type !== 'tfa_stopped' || entry.data.token_id === null) return;
  // The one that it was done with, however long it had been there, and what it made.
  await revokeWithDescendants(tx, entry.accountId, entry.data.token_id, { descendants: true });
};

const revokeAll: Listener = async (tx, { accountId }) => {
  await revokeTokens(tx, accountId);
};

/** Not even one that comes back to the account later: whoever wants it in a token again says so. */
const dropApplication: Listener = async (tx, entry) => {
  if (entry.type !== 'application_removed') return;
  for (const { id, applications } of await tokensWithApplications(tx, entry.accountId)) {
    const limited = listOf(applications) ?? [];
    const left = limited.filter((application) => application !== entry.data.app_id);
    // A list that becomes empty allows no application; only null would allow all.
    if (left.length < limited.length) await limitToApplications(tx, id, textOf(left));
  }
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
  // Gone, or somebody else's by now: no token keeps rights on it.
  application_removed: dropApplication,
};
