import type { Account } from '../../../db/account.ts';
import type { Tx } from '../../../platform/write.ts';
import { dropPassword, passwordStandsAlone } from './queries.ts';
import { sendReset } from './reset-link.ts';

/**
 * The last second factor went without its owner there to choose a longer password (docs/rules.md#short-passwords): one that
 * is too short to stand alone opens nothing any more, and a link to set another is mailed. True when it was so. As part of
 * the caller's write, which holds the account.
 */
export async function dropShortPassword(tx: Tx, account: Account): Promise<boolean> {
  if (await passwordStandsAlone(tx, account.id)) return false;
  await dropPassword(tx, account.id);
  await tx.record({ type: 'password_dropped', accountId: account.id, data: {} });
  await sendReset(tx, account);
  return true;
}
