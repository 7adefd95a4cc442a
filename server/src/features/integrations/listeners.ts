import { onCredentialChange } from '../../platform/credential-change.ts';
import { spendLinksOf } from '../../platform/links/one-time-link.ts';
import type { Listener, Listeners } from '../../platform/write.ts';
import { authorizationPurpose } from './begin-authorization.ts';
import { recordRemoval } from './disconnect.ts';
import { deleteIntegrationsOf } from './queries.ts';

/**
 * What a thief linked while they held the account does not stay (docs/rules.md#undo-of-an-address-change,
 * docs/rules.md#stop-of-a-second-factor): keys could be imported through it.
 */
const removeSince: Listener = async (tx, entry) => {
  if (entry.type !== 'tfa_stopped' && entry.type !== 'email_change_undone') return;
  for (const removed of await deleteIntegrationsOf(tx, entry.accountId, entry.data.since))
    await recordRemoval(tx, removed);
};

/** A credential changed: whoever had begun to link an account proved it was them under the old ones, and begins anew. */
const endAuthorizations: Listener = (tx, { accountId }) => spendLinksOf(tx, accountId, authorizationPurpose);

export const integrationListeners: Listeners = {
  ...onCredentialChange(endAuthorizations),
  tfa_stopped: removeSince,
  email_change_undone: removeSince,
  // What somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  async account_reclaimed(tx, { accountId }) {
    for (const removed of await deleteIntegrationsOf(tx, accountId)) await recordRemoval(tx, removed);
  },
};
