import { randomUUID } from 'node:crypto';
import { emailChange } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { LinkPurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';
import {
  type AddressHolder,
  addressHolder,
  recipientAt,
  recipientOf,
  updateAccount,
} from '../../accounts/feature.ts';
import { intrusionOf } from '../proof.ts';
import { cancelPurpose, confirmPurpose, spendWaitingLinks } from './links.ts';
import { changeAskedMail, confirmChangeMail, keptElsewhereMail, wantedElsewhereMail } from './mails.ts';
import { cancelWaiting, insertChange } from './queries.ts';

/**
 * Prepares a change of address and returns what is left to do inside the write. The new address waits for its link. The old
 * address is told at once, with a way to cancel. If the new address belongs to an account already, only its holder is told
 * (docs/rules.md#sign-up-with-a-taken-address). Throws `throttled` after five in an hour.
 */
export async function prepareEmailChange(
  ctx: Context,
  account: Account,
  email: string,
): Promise<(tx: Tx, present: Account) => Promise<Account>> {
  await ctx.throttle.take([
    { name: 'email-change:account', subject: account.id, max: 5, windowMs: hours(1) },
  ]);
  // One address gets a few mails an hour. More would only fill somebody's mailbox.
  const mayMail = await ctx.throttle.allows([
    { name: 'email-change:address', subject: email, max: 5, windowMs: hours(1) },
  ]);
  return async (tx, present) => {
    await cancelWaiting(tx, present.id);
    await spendWaitingLinks(tx, present.id);
    const id = randomUUID();
    const { since, token_id } = intrusionOf(tx);
    await insertChange(tx, {
      ...{ id, account_id: present.id, old_email: present.email, new_email: email },
      ...{ stranger_since: since, token_id },
    });
    const { remoteIp } = tx.actor;
    await tx.record({
      type: 'email_change_requested',
      accountId: present.id,
      data: { email, remote_ip: remoteIp },
    });
    if (mayMail) await mailNewAddress(tx, present, email, id);
    // Nobody is told at an address that nobody confirmed.
    if (present.email_confirmed_at !== null) {
      const token = await linkFor(tx, present, cancelPurpose, id);
      await tx.enqueue(changeAskedMail.to(recipientOf(present), { token, email, at: tx.now, remoteIp }));
    }
    return updateAccount(tx, present.id, { pending_email: email });
  };
}

async function mailNewAddress(tx: Tx, account: Account, email: string, id: string): Promise<void> {
  const holder = await addressHolder(tx, email, tx.now);
  if (holder && holder.account.id !== account.id) {
    await tellHolder(tx, holder);
    return;
  }
  const token = await linkFor(tx, account, confirmPurpose, id);
  await tx.enqueue(
    confirmChangeMail.to(recipientAt(account, email), {
      token,
      hours: emailChange.linkHours,
    }),
  );
}

/**
 * Tells the reader of the wanted address. If its account has moved to another address, perhaps by a
 * thief, that one is not told.
 */
const tellHolder = (tx: Tx, { account, held }: AddressHolder): Promise<void> =>
  tx.enqueue(
    held
      ? keptElsewhereMail.to(recipientAt(account, held.email), { at: tx.now, until: held.until })
      : wantedElsewhereMail.to(recipientOf(account), { at: tx.now }),
  );

const linkFor = (
  tx: Tx,
  { id: accountId }: Account,
  purpose: LinkPurpose,
  subject: string,
): Promise<string> => makeLink(tx, { purpose, accountId, subject, lifetime: hours(emailChange.linkHours) });

/** Cancels the waiting change; returns true when there was one. */
export async function giveUpChange(tx: Tx, actor: Actor, account: Account): Promise<boolean> {
  if ((await cancelWaiting(tx, account.id)) === 0) return false;
  await spendWaitingLinks(tx, account.id);
  await updateAccount(tx, account.id, { pending_email: null });
  await tx.record({
    type: 'email_change_cancelled',
    accountId: account.id,
    data: { remote_ip: actor.remoteIp },
  });
  return true;
}
