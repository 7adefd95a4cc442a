import { password } from '@loge/protocol';
import { instantOf, minutes } from '../../../kernel/clock.ts';
import { randomSecret, timeOrderedId } from '../../../kernel/ids.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Tx } from '../../../platform/write.ts';
import { insertReset } from './queries.ts';

/** The secret of a new one-use link that sets the account's password, good for an hour. */
export async function makeResetSecret(tx: Tx, accountId: string): Promise<string> {
  const secret = randomSecret();
  await insertReset(tx, {
    id: timeOrderedId(Date.parse(tx.now)),
    account_id: accountId,
    secret_hash: hashSecret(secret),
    expires_at: instantOf(Date.parse(tx.now) + minutes(password.resetMinutes)),
  });
  return secret;
}
