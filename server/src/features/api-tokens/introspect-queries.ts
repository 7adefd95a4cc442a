import type { Instant } from '../../kernel/clock.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Reader } from '../../platform/write.ts';
import type { PresentToken } from './queries.ts';

export interface IntrospectedToken extends Omit<PresentToken, 'account' | 'proved_at'> {
  readonly account_id: string;
  readonly username: string;
  readonly suspended_at: Instant | null;
  readonly deleting_since: Instant | null;
}

/** The unrevoked token with an id, and what a service is told of its account; compiled once: services ask at each call. */
export async function introspectedToken(reader: Reader, id: string): Promise<IntrospectedToken | undefined> {
  return (await introspected(reader, { id }))[0];
}

const introspected = prepared((reader: Reader, slot: Slots<{ id: string }>) =>
  reader
    .selectFrom('api_tokens')
    .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
    .select([
      'api_tokens.id as id',
      'api_tokens.generation as generation',
      'api_tokens.scopes as scopes',
      'api_tokens.applications as applications',
      'api_tokens.expires_at as expires_at',
      'api_tokens.previous_until as previous_until',
      'accounts.id as account_id',
      'accounts.username as username',
      'accounts.suspended_at as suspended_at',
      'accounts.deleting_since as deleting_since',
    ])
    .where('api_tokens.id', '=', slot('id'))
    .where('api_tokens.revoked_at', 'is', null),
);
