import { CompiledQuery, type Kysely, type Selectable } from 'kysely';
import type { ApiTokensTable, SigningKeysTable, Tables } from '../../db/schema.ts';
import type { Account } from '../../platform/http/principal.ts';
import type { Touch } from '../../platform/touch.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type ApiToken = Selectable<ApiTokensTable>;
export type SigningKeyRow = Selectable<SigningKeysTable>;

export interface LiveToken {
  readonly id: string;
  readonly generation: number;
  readonly last_used_at: string | null;
  readonly proved_at: string | null;
  readonly account: Account;
}

type LookUp = (key: string) => Promise<LiveToken | null>;

/** The unrevoked token with a secret, and its account; compiled once: the command line asks before every call. */
export const tokenBySecret = (reader: Reader): LookUp => lookUp(reader, 'api_tokens.secret_hash');

/** The unrevoked token with an id, and its account; compiled once: every bearer request asks. */
export const liveTokenById = (reader: Reader): LookUp => lookUp(reader, 'api_tokens.id');

function lookUp(reader: Reader, column: 'api_tokens.secret_hash' | 'api_tokens.id'): LookUp {
  const compiled = (reader as Kysely<Tables>)
    .selectFrom('api_tokens')
    .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
    .selectAll('accounts')
    .select([
      'api_tokens.id as token_id',
      'api_tokens.generation as generation',
      'api_tokens.last_used_at as last_used_at',
      'api_tokens.proved_at as proved_at',
    ])
    .where(column, '=', '')
    .where('api_tokens.revoked_at', 'is', null)
    .compile();
  return async (key) => {
    const { rows } = await reader.executeQuery(CompiledQuery.raw(compiled.sql, [key]) as typeof compiled);
    const row = rows[0];
    if (!row) return null;
    const { token_id: id, generation, last_used_at, proved_at, ...account } = row;
    return { id, generation, last_used_at, proved_at, account };
  };
}

export async function tokensOf(reader: Reader, accountId: string): Promise<ApiToken[]> {
  return reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One token of this account; another account's is as absent as one that never was. */
export async function tokenOf(reader: Reader, accountId: string, id: string): Promise<ApiToken | undefined> {
  return reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export async function insertToken(
  tx: Tx,
  token: Pick<ApiToken, 'id' | 'account_id' | 'name' | 'secret_hash' | 'proved_at'>,
): Promise<ApiToken> {
  return tx
    .insertInto('api_tokens')
    .values({
      ...token,
      generation: 1,
      created_at: tx.now,
      issued_at: tx.now,
      last_used_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The token with its new secret; nothing when it is not the account's, or revoked. */
export async function replaceSecret(
  tx: Tx,
  accountId: string,
  id: string,
  secretHash: string,
): Promise<ApiToken | undefined> {
  return tx
    .updateTable('api_tokens')
    .set((eb) => ({ secret_hash: secretHash, generation: eb('generation', '+', 1), issued_at: tx.now }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** The generation of the token's secret while it is not revoked; nothing otherwise. */
export async function liveGeneration(tx: Tx, id: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('api_tokens')
    .select('generation')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.generation;
}

/** No token of the account counts as just made by password any more (settled 13). */
export async function forgetProofs(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('api_tokens')
    .set({ proved_at: null })
    .where('account_id', '=', accountId)
    .where('proved_at', 'is not', null)
    .execute();
}

/** The revoked token; nothing when it is not the account's, or was revoked before. */
export async function markRevoked(tx: Tx, accountId: string, id: string): Promise<ApiToken | undefined> {
  return tx
    .updateTable('api_tokens')
    .set({ revoked_at: tx.now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Every live token of the account, or those made at or after `since`; as they were. */
export async function markAllRevoked(tx: Tx, accountId: string, since = ''): Promise<ApiToken[]> {
  return tx
    .updateTable('api_tokens')
    .set({ revoked_at: tx.now })
    .where('account_id', '=', accountId)
    .where('issued_at', '>=', since)
    .where('revoked_at', 'is', null)
    .returningAll()
    .execute();
}

export async function allTokensOf(reader: Reader, accountId: string) {
  return reader
    .selectFrom('api_tokens')
    .select(['id', 'name', 'created_at', 'issued_at', 'last_used_at', 'revoked_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

export async function deleteTokens(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('api_tokens').where('account_id', '=', accountId).execute();
}

export const usedMark = (id: string, now: string): Touch => ({
  key: `api-token:${id}`,
  apply: async (writer) => {
    await writer.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute();
  },
});

/** Keys that may have signed a JWT still in use, newest first. */
export async function publishedKeys(reader: Reader, retiredAfter: string): Promise<SigningKeyRow[]> {
  return reader
    .selectFrom('signing_keys')
    .selectAll()
    .where((eb) => eb.or([eb('retired_at', 'is', null), eb('retired_at', '>', retiredAfter)]))
    .orderBy('created_at', 'desc')
    .orderBy('kid', 'desc')
    .execute();
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

export async function retireSigningKeys(tx: Tx): Promise<string[]> {
  const rows = await tx
    .updateTable('signing_keys')
    .set({ retired_at: tx.now })
    .where('retired_at', 'is', null)
    .returning('kid')
    .execute();
  return rows.map((row) => row.kid);
}
