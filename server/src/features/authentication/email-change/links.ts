import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';

/** Mailed to the new address: takes it. */
export const confirmPurpose = 'email-change';
/** Mailed to the old address while the change waits. */
export const cancelPurpose = 'email-change-cancel';
/** Mailed to the old address once it is done. */
export const undoPurpose = 'email-change-undo';

/** Links of a change that waits stop working. */
export async function spendWaitingLinks(tx: Tx, accountId: string): Promise<void> {
  await spendLinksOf(tx, accountId, confirmPurpose);
  await spendLinksOf(tx, accountId, cancelPurpose);
}
