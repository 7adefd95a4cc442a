import type { Selectable } from 'kysely';
import type { SigningKeysTable } from '../../db/schema/api-tokens.ts';
import type { Reader, Tx } from '../../platform/write.ts';

/** SQL of the keys that sign JWTs. */

export type SigningKeyRow = Selectable<SigningKeysTable>;

/** Keys that may have signed a JWT that is still in use, newest first. */
export async function publishedKeys(reader: Reader, retiredAfter: string): Promise<SigningKeyRow[]> {
  return reader
    .selectFrom('signing_keys')
    .selectAll()
    .where((eb) => eb.or([eb('retired_at', 'is', null), eb('retired_at', '>', retiredAfter)]))
    .orderBy('created_at', 'desc')
    .orderBy('kid', 'desc')
    .execute();
}

export async function hasSigningKeys(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('signing_keys').select('kid').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertSigningKey(
  tx: Tx,
  key: Omit<SigningKeyRow, 'created_at' | 'retired_at'>,
): Promise<void> {
  await tx
    .insertInto('signing_keys')
    .values({ ...key, created_at: tx.now, retired_at: null })
    .execute();
}

/** Ends the signing of the keys of one algorithm, or of all, at an instant. Returns their kids. */
export async function retireSigningKeys(tx: Tx, algorithm: string | null, at: string): Promise<string[]> {
  const rows = await tx
    .updateTable('signing_keys')
    .set({ retired_at: at })
    .where('retired_at', 'is', null)
    .$if(algorithm !== null, (query) => query.where('alg', '=', algorithm ?? ''))
    .returning('kid')
    .execute();
  return rows.map((row) => row.kid);
}
