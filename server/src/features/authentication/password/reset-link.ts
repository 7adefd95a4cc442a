import { password } from '@loge/protocol';
import { minutes } from '../../../kernel/clock.ts';
import { makeLink, type NewLink } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';

export const resetPurpose = 'password-reset';

/** A link that sets the account's password, once, within an hour. */
export const resetLinkFor = (accountId: string): NewLink => ({
  purpose: resetPurpose,
  accountId,
  lifetime: minutes(password.resetMinutes),
});

/** Makes one; returns its secret. */
export const makeResetLink = (tx: Tx, accountId: string): Promise<string> =>
  makeLink(tx, resetLinkFor(accountId));
