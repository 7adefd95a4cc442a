import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';

/** Mailed to the new address: takes it. */
export const confirmPurpose = definePurpose('email-change');
/** Mailed to the old address while the change waits. */
export const cancelPurpose = definePurpose('email-change-cancel');
/**
 * Mailed to the old address once it is done. Whoever has the new one can reset the password there, stop a factor,
 * undo a later change: none of it may end the owner's link. Which ones an undo ends, it says itself.
 */
export const undoPurpose = definePurpose('email-change-undo', {
  password_reset_success: 'always',
  email_change_undone: 'always',
  tfa_stopped: 'always',
});

/** Links of a change that waits stop working. */
export async function spendWaitingLinks(tx: Tx, accountId: string): Promise<void> {
  await spendLinksOf(tx, accountId, confirmPurpose);
  await spendLinksOf(tx, accountId, cancelPurpose);
}
