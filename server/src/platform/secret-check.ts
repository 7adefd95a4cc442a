import type { Database } from '../db/open.ts';
import { ConfigError } from './config/config-error.ts';
import type { Keyring } from './crypto/keyring.ts';

const name = 'secret-key-check';

/**
 * Remembers which secret key this database was made with, and refuses another: what was sealed would not
 * open and no journal would verify. Throws `ConfigError`.
 */
export async function checkSecretKey(database: Database, keyring: Keyring): Promise<void> {
  const value = keyring.mac('check', name);
  const kept = await database.transaction(async (writer) => {
    await writer
      .insertInto('installation')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    return writer
      .selectFrom('installation')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
  });
  if (kept.value !== value) {
    throw new ConfigError(
      'the secret key is not the one this database was made with: set LOGE_SECRET_KEY to that one',
    );
  }
}
