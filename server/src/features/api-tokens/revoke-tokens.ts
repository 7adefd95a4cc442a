import { listOf, textOf } from '../../kernel/text-list.ts';
import { onCredentialChange } from '../../platform/credential-change.ts';
import type { Listener, Listeners, Tx } from '../../platform/write.ts';
import { accountById, recipientOf } from '../accounts/feature.ts';
import {
  forgetProofs,
  limitToApplications,
  markAllRevoked,
  markRevoked,
  tokensOfKey,
  tokensWithApplications,
} from './end-queries.ts';
import { tokensOfKeyRevokedMail } from './mails.ts';
import type { ApiToken } from './queries.ts';
import { recordRevoked, revokeWithDescendants } from './revoke-token.ts';

/**
 * Revokes every live token of the account, or those whose secret is from `since` or later, as part of the caller's write. Each
 * is journaled. The caller sends the mail.
 */
export async function revokeTokens(tx: Tx, accountId: string, since?: string): Promise<ApiToken[]> {
  const revoked = await markAllRevoked(tx, accountId, since);
  await recordRevoked(tx, revoked);
  return revoked;
}

/** Like `revokeTokens`, for the tokens with these ids. */
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
  if (entry.data.token_id === null) return;
  // The token that the change was made with and its descendants are revoked too, whatever their age.
  await revokeWithDescendants(tx, entry.accountId, entry.data.token_id, { descendants: true });
};

/**
 * Revokes the tokens that logins by an SSH key made, once the key is gone. The owner is told of the key elsewhere; this mail
 * names the tokens that ended with it.
 */
const revokeOfKey: Listener = async (tx, entry) => {
  if (entry.type !== 'delete_key' && entry.type !== 'key_disabled' && entry.type !== 'key_lost') return;
  const { accountId } = entry;
  const made = entry.data.key_id ? await tokensOfKey(tx, accountId, entry.data.key_id) : [];
  const revoked: ApiToken[] = [];
  for (const { id } of made)
    revoked.push(...(await revokeWithDescendants(tx, accountId, id, { descendants: true })));
  const account = revoked.length > 0 ? await accountById(tx, accountId) : undefined;
  if (!account) return;
  await tx.enqueue(
    tokensOfKeyRevokedMail.to(recipientOf(account), {
      key: entry.data.name,
      tokens: revoked.map(({ name }) => name),
      at: tx.now,
    }),
  );
};

const revokeAll: Listener = async (tx, { accountId }) => {
  await revokeTokens(tx, accountId);
};

/**
 * An application that leaves the account drops out of its tokens. If it comes back, a token gets it only when asked for again.
 */
const dropApplication: Listener = async (tx, entry) => {
  if (entry.type !== 'application_removed') return;
  for (const { id, applications } of await tokensWithApplications(tx, entry.accountId)) {
    const limited = listOf(applications) ?? [];
    const left = limited.filter((application) => application !== entry.data.app_id);
    // An empty list allows no application. Only null would allow all.
    if (left.length < limited.length) await limitToApplications(tx, id, textOf(left));
  }
};

/** After a change of credentials, whoever made a token with the old ones may be somebody else. */
const doubt: Listener = (tx, { accountId }) => forgetProofs(tx, accountId);

export const tokenListeners: Listeners = {
  ...onCredentialChange(doubt),
  password_changed: doubt,
  password_reset_success: doubt,
  // A thief who held the account for a while keeps no token of it (docs/rules.md#undo-of-an-address-change,
  // docs/rules.md#stop-of-a-second-factor).
  tfa_stopped: revokeSince,
  email_change_undone: revokeSince,
  // Revokes what somebody made before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: revokeAll,
  operator_reset: revokeAll,
  delete_key: revokeOfKey,
  key_disabled: revokeOfKey,
  key_lost: revokeOfKey,
  deletion_confirmed: revokeAll,
  // The application is gone or somebody else's by now, so no token keeps rights on it.
  application_removed: dropApplication,
};
