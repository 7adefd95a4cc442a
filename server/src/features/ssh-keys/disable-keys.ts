import type { Tx } from '../../platform/write.ts';
import { endedKeyEvent } from './key-object.ts';
import { type Disabled, disableKeysOf, type SshKey, type Which } from './queries.ts';

/**
 * Disables every key of the account, or the selected ones, as part of the caller's write. Each is journaled. The caller sends
 * the mail. Disabled keys stay the account's: nobody else can add them.
 */
export async function disableKeys(
  tx: Tx,
  accountId: string,
  because: Disabled,
  which: Which = {},
): Promise<SshKey[]> {
  const disabled = await disableKeysOf(tx, accountId, because, which);
  for (const key of disabled) await tx.record({ type: 'key_disabled', accountId, data: endedKeyEvent(key) });
  return disabled;
}
