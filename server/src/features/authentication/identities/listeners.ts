import type { Listener, Listeners } from '../../../platform/write.ts';
import { deleteIdentitiesOf } from './queries.ts';
import { recordRemoval } from './remove-identity.ts';

const remove =
  (since: (entry: Parameters<Listener>[1]) => string): Listener =>
  async (tx, entry) => {
    for (const removed of await deleteIdentitiesOf(tx, entry.accountId, since(entry)))
      await recordRemoval(tx, removed);
  };

const all = remove(() => '');
/** What a thief added while they held the account (docs/rules.md#undo-of-an-address-change). */
const lately = remove(({ data }) => ('since' in data ? data.since : ''));

export const identityListeners: Listeners = {
  // What somebody set up before the address's owner came (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: all,
  operator_reset: all,
  tfa_stopped: lately,
  email_change_undone: lately,
};
