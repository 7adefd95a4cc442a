import type { Account } from '../../../db/account.ts';
import type { Tx } from '../../../platform/write.ts';
import { dropPassword, passwordStandsAlone } from './queries.ts';
import { sendReset } from './reset-link.ts';

/**
 * For a last second factor that ended while its owner was not there to choose a longer password
 * (docs/rules.md#short-passwords). A password that is too short to stand alone is dropped, and a link to set another is mailed.
 * Returns true when that happened. Part of the caller's write, which holds the account's lock.
 */
export async function dropShortPassword(tx: Tx, account: Account): Promise<boolean> {
  if (await passwordStandsAlone(tx, account.id)) return false;
  await dropPassword(tx, account.id);
  await tx.record({ type: 'password_dropped', accountId: account.id, data: {} });
  await sendReset(tx, account);
  return true;
}
