import type { Account } from '../../db/account.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Listeners, Tx } from '../../platform/write.ts';
import { accountById, recipientOf, updateAccount } from '../accounts/feature.ts';
import { newsletterMail } from './mails.ts';
import { insertConsent, withdrawConsents } from './queries.ts';

type SubscribeSource = 'sign_up' | 'account_page' | 'api';
type UnsubscribeSource = 'account_page' | 'api' | 'unsubscribe_link';

/** Subscribes, and keeps when, where and in which language the member agreed. Does nothing if subscribed already. */
export async function subscribe(tx: Tx, account: Account, source: SubscribeSource): Promise<Account> {
  if (account.newsletter_since !== null) return account;
  await insertConsent(tx, {
    id: timeOrderedId(Date.parse(tx.now)),
    account_id: account.id,
    given_source: source,
    locale: account.locale,
  });
  await tx.record({ type: 'newsletter_subscribed', accountId: account.id, data: { source } });
  if (account.email_confirmed_at !== null) await welcome(tx, account);
  return updateAccount(tx, account.id, { newsletter_since: tx.now });
}

/** Unsubscribes; does nothing if not subscribed. */
export async function unsubscribe(tx: Tx, account: Account, source: UnsubscribeSource): Promise<Account> {
  if (account.newsletter_since === null) return account;
  await withdrawConsents(tx, account.id, source);
  await tx.record({ type: 'newsletter_unsubscribed', accountId: account.id, data: { source } });
  return updateAccount(tx, account.id, { newsletter_since: null });
}

const welcome = (tx: Tx, account: Account): Promise<void> =>
  tx.enqueue(newsletterMail.to(recipientOf(account), { accountId: account.id }));

/** A member who subscribed at sign-up gets the mail only once their address is confirmed. */
export const newsletterListeners: Listeners = {
  async email_confirmed(tx, { accountId }) {
    const account = await accountById(tx, accountId);
    if (account && account.newsletter_since !== null) await welcome(tx, account);
  },
};
