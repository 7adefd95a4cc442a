import type { Reader } from '../../platform/write.ts';

/** SQL that copies an account’s tokens for its export. */

export async function allTokensOf(reader: Reader, accountId: string) {
  return reader
    .selectFrom('api_tokens')
    .select([
      'id',
      'name',
      'scopes',
      'applications',
      'created_at',
      'issued_at',
      'expires_at',
      'last_used_at',
      'last_used_ip',
      'last_used_client',
      'revoked_at',
      'parent_id',
    ])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}
