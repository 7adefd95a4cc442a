import type { Reader } from '../../db/open.ts';
import type { Instant } from '../../kernel/clock.ts';
import { hashSecret } from '../crypto/keyring.ts';

/** Whether the link of this secret was spent, has expired, or is gone. */
export async function hasEnded(reader: Reader, secret: string, now: Instant): Promise<boolean> {
  const open = await reader
    .selectFrom('one_time_links')
    .select('id')
    .where('secret_hash', '=', hashSecret(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return open === undefined;
}
