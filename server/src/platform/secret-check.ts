import type { Database, Reader } from '../db/open.ts';
import type { Keyring } from './crypto/keyring.ts';

const name = 'secret-key-check';

/** What a database remembers of the secret key that it is used with; null before its first use. */
export async function keyCheckOf(reader: Reader): Promise<string | null> {
  const kept = await reader
    .selectFrom('installation')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return kept?.value ?? null;
}

/** Whether a key is the one that the check was made with. */
export const keyFits = (keyring: Keyring, check: string): boolean => keyring.macMatches('check', name, check);

/** Remembers the key at the first use of a database; answers what is remembered, which may be another node's. */
export function rememberKey(database: Database, keyring: Keyring): Promise<string> {
  const value = keyring.mac('check', name);
  return database.transaction(async (writer) => {
    await writer
      .insertInto('installation')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const kept = await writer
      .selectFrom('installation')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return kept.value;
  });
}
