import { emailChange } from '@loge/protocol';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Sweep } from '../../../platform/jobs/housekeeping.ts';
import { lockAccount, releaseHeldAddresses } from '../../accounts/feature.ts';
import { accountsWaitingSince } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';

/** A change whose link ran out waits no longer. */
export const sweepChanges: Sweep = async (tx) => {
  const before = instantOf(Date.parse(tx.now) - hours(emailChange.linkHours));
  for (const id of await accountsWaitingSince(tx, before)) {
    const account = await lockAccount(tx, id);
    if (account) await giveUpChange(tx, tx.actor, account);
  }
};

/** An address of before whose change can be undone no more is free for whoever reads it. */
export const sweepHeldAddresses: Sweep = (tx) => releaseHeldAddresses(tx);
