import type { Instant } from '../../kernel/clock.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import { type ApiToken, endsAfter } from './queries.ts';

/** SQL that ends tokens or takes something from them, and that finds the tokens concerned. */

/** Makes tokens end no later than `end`. Tokens that end earlier stay as they are. */
export async function endBy(tx: Tx, ids: readonly string[], end: Instant): Promise<void> {
  for (const some of inParts(ids)) {
    await tx
      .updateTable('api_tokens')
      .set({ expires_at: end })
      .where('id', 'in', some)
      .where('revoked_at', 'is', null)
      .where(endsAfter(end))
      .execute();
  }
}

/** Revokes those of the account's tokens that are live, and returns them. */
export async function markRevoked(tx: Tx, accountId: string, ids: readonly string[]): Promise<ApiToken[]> {
  const revoked: ApiToken[] = [];
  for (const some of inParts(ids)) {
    const rows = await tx
      .updateTable('api_tokens')
      .set({ revoked_at: tx.now })
      .where('id', 'in', some)
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null)
      .where(endsAfter(tx.now))
      .returningAll()
      .execute();
    revoked.push(...rows);
  }
  return revoked;
}

/** Revokes every live token of the account, or those whose secret is from `since` or later. */
export async function markAllRevoked(tx: Tx, accountId: string, since = ''): Promise<ApiToken[]> {
  return tx
    .updateTable('api_tokens')
    .set({ revoked_at: tx.now })
    .where('account_id', '=', accountId)
    .where('issued_at', '>=', since)
    .where('revoked_at', 'is', null)
    .where(endsAfter(tx.now))
    .returningAll()
    .execute();
}

/** From now on no token of the account counts as just made by password (docs/rules.md#proof-by-api). */
export async function forgetProofs(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('api_tokens')
    .set({ proved_at: null })
    .where('account_id', '=', accountId)
    .where('proved_at', 'is not', null)
    .execute();
}

/** Tokens that these made, in whatever state. */
export async function childrenOf(reader: Reader, ids: readonly string[]): Promise<ApiToken[]> {
  const children: ApiToken[] = [];
  for (const some of inParts(ids)) {
    children.push(
      ...(await reader.selectFrom('api_tokens').selectAll().where('parent_id', 'in', some).execute()),
    );
  }
  return children;
}

/** Live tokens with one of these secrets: the present one, or one that is still good after a renewal. */
export async function tokensWithSecrets(
  reader: Reader,
  hashes: readonly string[],
  now: Instant,
): Promise<ApiToken[]> {
  const live = reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where(endsAfter(now));
  const present = await live.where('secret_hash', 'in', hashes).execute();
  const previous = await live
    .where('previous_secret_hash', 'in', hashes)
    .where('previous_until', '>', now)
    .execute();
  return [...new Map([...present, ...previous].map((token) => [token.id, token])).values()];
}

/** The account's unrevoked tokens that are limited to applications. */
export async function tokensWithApplications(reader: Reader, accountId: string): Promise<ApiToken[]> {
  return reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('applications', 'is not', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Live tokens that a login by this SSH key made. */
export async function tokensOfKey(tx: Tx, accountId: string, keyId: string): Promise<ApiToken[]> {
  return tx
    .selectFrom('api_tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ssh_key_id', '=', keyId)
    .where('revoked_at', 'is', null)
    .where(endsAfter(tx.now))
    .execute();
}

export async function limitToApplications(tx: Tx, id: string, applications: string): Promise<void> {
  await tx.updateTable('api_tokens').set({ applications }).where('id', '=', id).execute();
}

/** The fields of an unrevoked token that decide whether something made with a secret is still good. */
export async function lifeOfToken(
  tx: Tx,
  id: string,
): Promise<Pick<ApiToken, 'generation' | 'previous_until' | 'expires_at'> | undefined> {
  return tx
    .selectFrom('api_tokens')
    .select(['generation', 'previous_until', 'expires_at'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** When a token ends or ended, in whatever state it is. Null means never. */
export async function endOfToken(reader: Reader, id: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('api_tokens')
    .select('expires_at')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.expires_at ?? null;
}

/** Splits ids over several statements, because databases bound the number of parameters. */
function* inParts(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += 500) yield ids.slice(at, at + 500);
}
