import type { Tx } from '../../platform/write.ts';
import { endedKeyEvent } from './key-object.ts';
import { type Disabled, disableKeysOf, type SshKey, type Which } from './queries.ts';

/**
 * Disables every key of the account, or those that are meant, as part of the caller's write: each is
 * journaled; whoever calls it mails. They stay the account's own: nobody else can add them.
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
