import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';

/** Mailed to the new address; confirms the change. */
export const confirmPurpose = definePurpose('email-change');
/** Mailed to the old address while the change waits. */
export const cancelPurpose = definePurpose('email-change-cancel');
/**
 * Mailed to the old address once the change is done. Whoever has the new address can reset the password, stop a factor and undo
 * a later change. None of these may end the owner's link. An undo itself decides which links it ends.
 */
export const undoPurpose = definePurpose('email-change-undo', {
  password_reset_success: 'always',
  email_change_undone: 'always',
  tfa_stopped: 'always',
});

/** Ends the links of a waiting change. */
export async function spendWaitingLinks(tx: Tx, accountId: string): Promise<void> {
  await spendLinksOf(tx, accountId, confirmPurpose);
  await spendLinksOf(tx, accountId, cancelPurpose);
}
