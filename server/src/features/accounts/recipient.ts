import type { Account } from '../../db/account.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Recipient } from '../../platform/mail/mailer.ts';
import { localeOf } from './user-object.ts';

/**
 * The account as the recipient of a mail, at its present address. Null after an unconfirmed address was
 * released (docs/rules.md#release-of-an-unconfirmed-address): it may be somebody else's by now, so no mail
 * about this account goes there.
 */
export const recipientOf = (account: Account): Recipient | null =>
  account.email_key === null
    ? null
    : { ...recipientAt(account, account.email), stranger: account.email_confirmed_at === null };

/** The account as the recipient of a mail at another address than its present one: one that it wants or had. */
export const recipientAt = (account: Account, email: string): Recipient => ({
  email,
  locale: localeOf(account),
  timeZone: account.time_zone,
  accountId: account.id,
});

/** For actions that continue in a mail only. Throws `account_unconfirmed` when there is no address to send it to. */
export function demandRecipient(account: Account): Recipient {
  const recipient = recipientOf(account);
  if (recipient === null) throw new AppError('account_unconfirmed');
  return recipient;
}
