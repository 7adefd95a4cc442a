import type { Account } from '../../../platform/http/principal.ts';
import type { Reader } from '../../../platform/write.ts';
import { changesOf } from './queries.ts';

/** Every address that the account has held at or after `since`, the present one first (settled 15). */
export async function addressesOf(reader: Reader, account: Account, since: string): Promise<string[]> {
  const held = (await changesOf(reader, account.id))
    .filter((change) => change.confirmed_at !== null && change.confirmed_at >= since)
    .map((change) => change.old_email);
  return [...new Set([account.email, ...held])];
}

/** When the address last changed; null when it never did. */
export async function lastChangeOf(reader: Reader, accountId: string): Promise<string | null> {
  const changes = await changesOf(reader, accountId);
  return changes.map(({ confirmed_at }) => confirmed_at).findLast((at) => at !== null) ?? null;
}
