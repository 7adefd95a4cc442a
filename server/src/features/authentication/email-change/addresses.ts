import { emailChange } from '@loge/protocol';
import { days, type Instant, instantOf } from '../../../kernel/clock.ts';
import type { Reader } from '../../../platform/write.ts';
import type { HeldAddress } from '../../accounts/feature.ts';
import { doneChangesOf } from './queries.ts';

/**
 * Addresses of before that an undo can still bring back at the instant `now`, and until when (settled 15): the
 * account keeps them, and whoever reads them is told of a deletion. One that nobody ever confirmed is not among
 * them, since it may be a stranger's; nor is one whose change was undone, since it was never the owner's.
 */
export async function heldAddresses(reader: Reader, accountId: string, now: Instant): Promise<HeldAddress[]> {
  const held = new Map<string, HeldAddress>();
  for (const { old_email: email, confirmed_at } of await doneChangesOf(reader, accountId)) {
    const until = instantOf(Date.parse(confirmed_at) + days(emailChange.undoDays));
    if (until >= now) held.set(email, { email, until });
  }
  return [...held.values()];
}
