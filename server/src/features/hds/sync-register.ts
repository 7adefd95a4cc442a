import { timeOrderedId } from '../../kernel/ids.ts';
import type { Listener, Listeners, Tx } from '../../platform/write.ts';
import { accountById } from '../accounts/feature.ts';
import { applicationById } from '../applications/feature.ts';
import {
  applicationKnownTo,
  closeApplication,
  closeLink,
  closeOwner,
  healthApplication,
  healthApplicationsOf,
  insertApplication,
  insertOwner,
  linksOfApplication,
  openOwner,
  ownerKnownTo,
} from './queries.ts';
import { settleApplication, settleContact } from './remind.ts';

/** The later of two instants: nothing begins before what is known already, even when the clock was set back. */
export const notBefore = (known: string, now: string): string => (known > now ? known : now);

const newId = (tx: Tx): string => timeOrderedId(Date.parse(tx.now));

/**
 * Brings the history in line with the platform's applications: whether this one holds health data now, and whose it is. An
 * application that changes hands leaves its contacts behind, which are its former owner's, and its new owner is asked at once.
 */
async function syncApplication(tx: Tx, id: string): Promise<void> {
  const present = await applicationById(tx, id);
  const isHealth = present !== undefined && present.hds_since !== null;
  const before = await healthApplication(tx, id);
  const stays = isHealth && before?.account_id === present.account_id;
  if (stays && before?.name === present.name) return;
  if (!isHealth && !before) return;
  const at = notBefore(await applicationKnownTo(tx, id), tx.now);
  if (before) await closeApplication(tx, id, at);
  if (isHealth)
    await insertApplication(tx, {
      id: newId(tx),
      application_id: id,
      account_id: present.account_id,
      name: present.name,
      valid_from: at,
      valid_to: null,
    });
  if (!stays) {
    for (const link of await linksOfApplication(tx, id)) {
      await closeLink(tx, link.id, notBefore(link.valid_from, tx.now));
      await settleContact(tx, link.contact_id);
    }
  }
  for (const owner of new Set([before?.account_id, present?.account_id]))
    if (owner) await syncOwner(tx, owner);
  await settleApplication(tx, id);
}

/** Brings the history of who an owner is in line with their account. */
async function syncOwner(tx: Tx, accountId: string): Promise<void> {
  const before = await openOwner(tx, accountId);
  const account = await accountById(tx, accountId);
  const isOwner = account !== undefined && (await healthApplicationsOf(tx, accountId)).length > 0;
  if (!isOwner && !before) return;
  if (
    isOwner &&
    before?.username === account.username &&
    before.email === account.email &&
    before.fullname === account.fullname &&
    before.company === account.company
  )
    return;
  const at = notBefore(await ownerKnownTo(tx, accountId), tx.now);
  if (before) await closeOwner(tx, accountId, at);
  if (isOwner)
    await insertOwner(tx, {
      id: newId(tx),
      account_id: accountId,
      username: account.username,
      email: account.email,
      fullname: account.fullname,
      company: account.company,
      valid_from: at,
      valid_to: null,
      erased_at: null,
    });
}

const application: Listener = async (tx, entry) => {
  if (entry.type === 'application_registered' || entry.type === 'application_removed')
    await syncApplication(tx, entry.data.app_id);
};
const owner: Listener = (tx, { accountId }) => syncOwner(tx, accountId);

export const registerListeners: Listeners = {
  application_registered: application,
  application_removed: application,
  profile_updated: owner,
  email_changed: owner,
  email_change_undone: owner,
};
