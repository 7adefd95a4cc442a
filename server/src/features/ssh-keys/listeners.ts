import type { Listener, Listeners } from '../../platform/write.ts';
import { accountById, recipientOf } from '../accounts/feature.ts';
import { disableKeys } from './disable-keys.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { keysDisabledMail } from './mails.ts';
import { deleteKeysOf, enableKeysOf } from './queries.ts';

/**
 * A thief who held the account for a while keeps no key on it (docs/rules.md#undo-of-an-address-change,
 * docs/rules.md#stop-of-a-second-factor). The owner sees which keys were disabled, and decides.
 */
const disableSince: Listener = async (tx, entry) => {
  if (entry.type !== 'tfa_stopped' && entry.type !== 'email_change_undone') return;
  const disabled = await disableKeys(tx, entry.accountId, 'undo', { since: entry.data.since });
  const account = disabled.length > 0 ? await accountById(tx, entry.accountId) : undefined;
  if (!account) return;
  await tx.enqueue(
    keysDisabledMail.to(recipientOf(account), { keys: disabled.map(mailedKey), at: tx.now, remoteIp: null }),
  );
};

export const keyListeners: Listeners = {
  tfa_stopped: disableSince,
  email_change_undone: disableSince,
  // The mails about the deletion and its undo cover both. Until the account is erased it keeps its keys
  // (docs/rules.md#deletion).
  async deletion_confirmed(tx, { accountId }) {
    await disableKeys(tx, accountId, 'deletion');
  },
  async deletion_undone(tx, { accountId }) {
    for (const key of await enableKeysOf(tx, accountId, { because: 'deletion' }))
      await tx.record({ type: 'key_enabled', accountId, data: keyEvent(key) });
  },
  // Deletes what somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  async account_reclaimed(tx, { accountId }) {
    for (const { id, name } of await deleteKeysOf(tx, accountId))
      await tx.record({ type: 'delete_key', accountId, data: { name, key_id: id } });
  },
};
