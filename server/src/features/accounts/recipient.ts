import type { Account } from '../../platform/http/principal.ts';
import type { Recipient } from '../../platform/mail/mailer.ts';
import { localeOf } from './user-object.ts';

/** The account as somebody to write to, at the address it has now. */
export const recipientOf = (account: Account): Recipient => ({
  email: account.email,
  locale: localeOf(account),
  timeZone: account.time_zone,
  accountId: account.id,
});
