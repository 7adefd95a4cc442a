import type { Account } from '../../db/account.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Recipient } from '../../platform/mail/mailer.ts';
import { localeOf } from './user-object.ts';

/**
 * The account as somebody to write to, at the address it has now. Null once an address that nobody confirmed was
 * released (docs/rules.md#release-of-an-unconfirmed-address): it may be somebody else's by now, so that no mail about this
 * account goes there.
 */
export const recipientOf = (account: Account): Recipient | null =>
  account.email_key === null
    ? null
    : { ...recipientAt(account, account.email), stranger: account.email_confirmed_at === null };

/** The account as somebody to write to at another address than its own: one it wants, or had. */
export const recipientAt = (account: Account, email: string): Recipient => ({
  email,
  locale: localeOf(account),
  timeZone: account.time_zone,
  accountId: account.id,
});

/** For what goes on in a mail only. Throws `account_unconfirmed` where there is no address to send it to. */
export function demandRecipient(account: Account): Recipient {
  const recipient = recipientOf(account);
  if (recipient === null) throw new AppError('account_unconfirmed');
  return recipient;
}
