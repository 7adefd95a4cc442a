import { password } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { minutes } from '../../../kernel/clock.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, type NewLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Listener, Tx } from '../../../platform/write.ts';
import { recipientOf } from '../../accounts/feature.ts';
import { resetMail } from './mails.ts';

export const resetPurpose = definePurpose('password-reset');

/** A link that sets the account's password once, within an hour. */
export const resetLinkFor = (accountId: string): NewLink => ({
  purpose: resetPurpose,
  accountId,
  lifetime: minutes(password.resetMinutes),
});

/**
 * Makes and mails a reset link, as part of the caller's write, which took the account's password away. No mailed link opens an
 * operator's account (docs/rules.md#operator-resets): the operator is told of the command (listeners of
 * `password_reset_refused`).
 */
export async function sendReset(tx: Tx, account: Account): Promise<void> {
  if (account.operator_since !== null) {
    await tx.record({
      type: 'password_reset_refused',
      accountId: account.id,
      data: { remote_ip: tx.actor.remoteIp },
    });
    return;
  }
  const token = await makeResetLink(tx, account.id);
  await tx.record({
    type: 'password_reset_query',
    accountId: account.id,
    data: { remote_ip: tx.actor.remoteIp },
  });
  await tx.enqueue(resetMail.to(recipientOf(account), { token, minutes: password.resetMinutes, gone: true }));
}

/** Ends the account's reset links. */
export const dropResets: Listener = (tx, { accountId }) => spendLinksOf(tx, accountId, resetPurpose);

/** Makes a reset link; returns its secret. */
export const makeResetLink = (tx: Tx, accountId: string): Promise<string> =>
  makeLink(tx, resetLinkFor(accountId));
