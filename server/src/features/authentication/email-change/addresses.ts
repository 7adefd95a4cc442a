import { emailChange } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { days, type Instant, instantOf } from '../../../kernel/clock.ts';
import type { Recipient } from '../../../platform/mail/mailer.ts';
import type { Reader } from '../../../platform/write.ts';
import { type HeldAddress, recipientAt, recipientOf } from '../../accounts/feature.ts';
import { formerAddressesOf } from './queries.ts';

/**
 * The former addresses that an undo can still bring back at the instant `now`, and until when
 * (docs/rules.md#addresses-kept-for-undo). The account keeps them, and they are told of a deletion. An address that
 * nobody ever confirmed is not among them, since it may be a stranger's. Neither is one whose change was undone, since
 * it was never the owner's.
 */
export async function heldAddresses(reader: Reader, accountId: string, now: Instant): Promise<HeldAddress[]> {
  const held = new Map<string, HeldAddress>();
  for (const { old_email: email, confirmed_at } of await formerAddressesOf(reader, accountId)) {
    const until = instantOf(Date.parse(confirmed_at) + days(emailChange.undoDays));
    if (until >= now) held.set(email, { email, until });
  }
  return [...held.values()];
}

/** The account at every former address that can still bring it back. */
export async function formerRecipients(reader: Reader, account: Account, now: Instant): Promise<Recipient[]> {
  const held = await heldAddresses(reader, account.id, now);
  return held.filter(({ email }) => email !== account.email).map(({ email }) => recipientAt(account, email));
}

/** Every address to tell when an account or its protection ends. A thief has likely changed the account's address. */
export async function recipientsOf(reader: Reader, account: Account, now: Instant): Promise<Recipient[]> {
  const present = recipientOf(account);
  const former = await formerRecipients(reader, account, now);
  return present === null ? former : [present, ...former];
}
