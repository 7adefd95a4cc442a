import { apiTokens } from '@loge/protocol';
import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Account } from '../../db/account.ts';
import type { ApiTokensTable } from '../../db/schema/api-tokens.ts';
import type { Tables } from '../../db/schema.ts';
import { days, type Instant, instantOf } from '../../kernel/clock.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type ApiToken = Selectable<ApiTokensTable>;

/** What each request reads of a token, with the account that it belongs to. */
export interface PresentToken {
  readonly id: string;
  readonly since: Instant;
  readonly generation: number;
  readonly proved_at: Instant | null;
  readonly scopes: string | null;
  readonly applications: string | null;
  readonly expires_at: Instant | null;
  readonly previous_until: Instant | null;
  readonly account: Account;
}

type LookUp = (reader: Reader, key: string) => Promise<PresentToken | null>;

/** The unrevoked token with a present secret. Compiled once: the command line asks before every call. */
export const tokenBySecret: LookUp = lookUp('api_tokens.secret_hash');

/** The unrevoked token that had this secret before its last renewal. The caller checks whether the secret is still good. */
export const tokenByPreviousSecret: LookUp = lookUp('api_tokens.previous_secret_hash');

/** The unrevoked token with an id. Compiled once: every bearer request asks. */
export const presentTokenById: LookUp = lookUp('api_tokens.id');

function lookUp(
  column: 'api_tokens.secret_hash' | 'api_tokens.previous_secret_hash' | 'api_tokens.id',
): LookUp {
  const find = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
    reader
      .selectFrom('api_tokens')
      .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
      .selectAll('accounts')
      .select([
        'api_tokens.id as token_id',
        'api_tokens.created_at as token_since',
        'api_tokens.generation as generation',
        'api_tokens.proved_at as proved_at',
        'api_tokens.scopes as scopes',
        'api_tokens.applications as applications',
        'api_tokens.expires_at as expires_at',
        'api_tokens.previous_until as previous_until',
      ])
      .where(column, '=', slot('key'))
      .where('api_tokens.revoked_at', 'is', null),
  );
  return async (reader, key) => {
    const [row] = await find(reader, { key });
    if (!row) return null;
    const {
      token_id: id,
      token_since: since,
      generation,
      proved_at,
      scopes,
      applications,
      expires_at,
      previous_until,
    } = row;
    // The row holds the account and more. Copying only the account's columns would cost as much as reading it.
    return {
      id,
      since,
      generation,
      proved_at,
      scopes,
      applications,
      expires_at,
      previous_until,
      account: row,
    };
  };
}

/** Selects tokens that end after `at`, or never. */
export const endsAfter = (at: Instant) => (eb: ExpressionBuilder<Tables, 'api_tokens'>) =>
  eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', at)]);

interface IntrospectedToken extends Omit<PresentToken, 'account' | 'proved_at' | 'since'> {
  readonly account_id: string;
  readonly username: string;
  readonly suspended_at: Instant | null;
  readonly deleting_since: Instant | null;
}

/** The unrevoked token with an id, and what a service is told of its account. Compiled once: services ask at each call. */
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

type TokenList = (typeof apiTokens.tokenLists)[number];

const endedSince = (now: Instant): Instant => instantOf(Date.parse(now) - days(apiTokens.endedDays));

/** The account's tokens, oldest first. Ended ones are listed for 30 days. */
export async function tokensOf(
  reader: Reader,
  accountId: string,
  now: Instant,
  list: TokenList = 'active',
): Promise<ApiToken[]> {
  const since = endedSince(now);
  return reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((eb) => {
      const active = eb.and([eb('revoked_at', 'is', null), endsAfter(now)(eb)]);
      const expired = eb.and([
        eb('revoked_at', 'is', null),
        eb('expires_at', '<=', now),
        eb('expires_at', '>', since),
      ]);
      const ended = [eb('revoked_at', '>', since), expired];
      return eb.or([...(list === 'ended' ? [] : [active]), ...(list === 'active' ? [] : ended)]);
    })
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One token of this account, as long as it is listed. Another account's token is not found, as if it never existed. */
export async function tokenOf(
  reader: Reader,
  accountId: string,
  id: string,
  now: Instant,
): Promise<ApiToken | undefined> {
  const since = endedSince(now);
  return reader
    .selectFrom('api_tokens')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('revoked_at', 'is', null), eb('revoked_at', '>', since)]))
    .where(endsAfter(since))
    .executeTakeFirst();
}

type NewToken = Pick<
  ApiToken,
  | 'id'
  | 'account_id'
  | 'name'
  | 'secret_hash'
  | 'proved_at'
  | 'scopes'
  | 'applications'
  | 'expires_at'
  | 'parent_id'
  | 'ssh_key_id'
  | 'warned_days'
>;

export async function countLiveTokens(tx: Tx, accountId: string): Promise<number> {
  const row = await tx
    .selectFrom('api_tokens')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', tx.now)]))
    .executeTakeFirstOrThrow();
  // `pg` returns counts as text.
  return Number(row.count);
}

export async function insertToken(tx: Tx, token: NewToken): Promise<ApiToken> {
  return tx
    .insertInto('api_tokens')
    .values({
      ...token,
      generation: 1,
      created_at: tx.now,
      issued_at: tx.now,
      last_used_at: null,
      last_used_ip: null,
      last_used_client: null,
      revoked_at: null,
      previous_secret_hash: null,
      previous_until: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Reads the account's live token and locks it until this write is over; a write that revokes or renews it waits. */
export async function lockLiveToken(tx: Tx, accountId: string, id: string): Promise<ApiToken | undefined> {
  return tx
    .selectFrom('api_tokens')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where(endsAfter(tx.now))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

interface Renewal {
  readonly secretHash: string;
  /** Until when the present secret stays good. Null means that it ends at once. */
  readonly previousUntil: Instant | null;
  readonly expiresAt: Instant | null;
  readonly warnedDays: number | null;
}

/**
 * Replaces the present secret with the new one. A secret from before the present one is forgotten
 * (docs/rules.md#renewal-with-overlap: at most two).
 */
export async function replaceSecret(tx: Tx, present: ApiToken, renewal: Renewal): Promise<ApiToken> {
  const { secretHash, previousUntil, expiresAt, warnedDays } = renewal;
  return tx
    .updateTable('api_tokens')
    .set({
      secret_hash: secretHash,
      previous_secret_hash: previousUntil === null ? null : present.secret_hash,
      previous_until: previousUntil,
      generation: present.generation + 1,
      issued_at: tx.now,
      expires_at: expiresAt,
      warned_days: warnedDays,
    })
    .where('id', '=', present.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Marks tokens that end within `count` days and whose owners were not warned this late yet. Returns owners and tokens. */
export async function markWarned(
  tx: Tx,
  { days: count, limit }: { readonly days: number; readonly limit: number },
): Promise<{ account: Account; token: ApiToken }[]> {
  const until = instantOf(Date.parse(tx.now) + days(count));
  const due = await tx
    .selectFrom('api_tokens')
    .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
    .selectAll('accounts')
    .select('api_tokens.id as token_id')
    .where('api_tokens.expires_at', '>', tx.now)
    .where('api_tokens.expires_at', '<=', until)
    .where('api_tokens.revoked_at', 'is', null)
    .where((eb) =>
      eb.or([eb('api_tokens.warned_days', 'is', null), eb('api_tokens.warned_days', '>', count)]),
    )
    .where('accounts.suspended_at', 'is', null)
    .where('accounts.deleting_since', 'is', null)
    .orderBy('api_tokens.expires_at')
    .limit(limit)
    .execute();
  const warned: { account: Account; token: ApiToken }[] = [];
  for (const { token_id, ...account } of due) {
    // Another node may run the same sweep. Only one of them finds the row unmarked.
    const token = await tx
      .updateTable('api_tokens')
      .set({ warned_days: count })
      .where('id', '=', token_id)
      .where('expires_at', '<=', until)
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('warned_days', 'is', null), eb('warned_days', '>', count)]))
      .returningAll()
      .executeTakeFirst();
    if (token) warned.push({ account, token });
  }
  return warned;
}
