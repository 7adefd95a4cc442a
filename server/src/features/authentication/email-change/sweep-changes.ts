import { emailChange } from '@loge/protocol';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Sweep } from '../../../platform/jobs/housekeeping.ts';
import { lockAccount, releaseHeldAddresses } from '../../accounts/feature.ts';
import { accountsWaitingSince } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';

/** Cancels changes whose link has expired. */
export const sweepChanges: Sweep = async (tx) => {
  const before = instantOf(Date.parse(tx.now) - hours(emailChange.linkHours));
  for (const id of await accountsWaitingSince(tx, before)) {
    const account = await lockAccount(tx, id);
    if (account) await giveUpChange(tx, tx.actor, account);
  }
};

/** Frees former addresses whose change can no longer be undone. */
export const sweepHeldAddresses: Sweep = (tx) => releaseHeldAddresses(tx);
