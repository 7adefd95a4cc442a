import type { Listener, Listeners, Tx } from '../../platform/write.ts';
import { lockAccount, updateAccount } from '../accounts/feature.ts';
import { acceptancesOf, deleteAcceptances } from './acceptance-queries.ts';
import { tellOfAcceptance } from './tell-of-acceptance.ts';

/** What somebody else accepted binds nobody: the account's owner is asked again. */
async function takeBack(tx: Tx, accountId: string, since?: string): Promise<void> {
  if ((await deleteAcceptances(tx, accountId, since)) === 0) return;
  const left = (await acceptancesOf(tx, accountId)).map(({ version_id }) => version_id);
  await updateAccount(tx, accountId, { accepted_contracts: JSON.stringify(left) });
}

/** docs/rules.md#undo-of-an-address-change, docs/rules.md#stop-of-a-second-factor */
const takeBackSince: Listener = async (tx, entry) => {
  if (entry.type !== 'tfa_stopped' && entry.type !== 'email_change_undone') return;
  await takeBack(tx, entry.accountId, entry.data.since);
};

export const contractListeners: Listeners = {
  async email_confirmed(tx, { accountId }) {
    const account = await lockAccount(tx, accountId);
    if (account) await tellOfAcceptance(tx, account);
  },
  tfa_stopped: takeBackSince,
  email_change_undone: takeBackSince,
  // Whoever signed up was not the address's owner (docs/rules.md#reclaiming-an-unconfirmed-account).
  account_reclaimed: (tx, { accountId }) => takeBack(tx, accountId),
};
