import { timeOrderedId } from '../../kernel/ids.ts';
import type { Account } from '../../platform/http/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { updateAccount } from '../accounts/feature.ts';
import { insertConsent, withdrawConsents } from './queries.ts';

export type SubscribeSource = 'sign_up' | 'account_page' | 'api';
export type UnsubscribeSource = 'account_page' | 'api' | 'unsubscribe_link';

/** Subscribes, keeping when, where and in which language it was agreed to; nothing to do if subscribed already. */
export async function subscribe(tx: Tx, account: Account, source: SubscribeSource): Promise<Account> {
  if (account.newsletter_since !== null) return account;
  await insertConsent(tx, {
    id: timeOrderedId(Date.parse(tx.now)),
    account_id: account.id,
    given_source: source,
    locale: account.locale,
  });
  await tx.record({ type: 'newsletter_subscribed', accountId: account.id, data: { source } });
  return updateAccount(tx, account.id, { newsletter_since: tx.now });
}

/** Unsubscribes; nothing to do if not subscribed. */
export async function unsubscribe(tx: Tx, account: Account, source: UnsubscribeSource): Promise<Account> {
  if (account.newsletter_since === null) return account;
  await withdrawConsents(tx, account.id, source);
  await tx.record({ type: 'newsletter_unsubscribed', accountId: account.id, data: { source } });
  return updateAccount(tx, account.id, { newsletter_since: null });
}
