import type { Selectable } from 'kysely';
import type { ApiTokenCallsTable, ApiTokenUsesTable } from '../../db/schema/api-tokens.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Counting, Touch } from '../../platform/touch.ts';
import type { Reader, Tx } from '../../platform/write.ts';

/** SQL of the marks of who used a token and what for. They are written by touch. */

type TokenUse = Selectable<ApiTokenUsesTable>;
export type TokenCall = Selectable<ApiTokenCallsTable>;

/** Who used the token since the instant, latest first. */
export async function usesOf(reader: Reader, tokenId: string, since: Instant): Promise<TokenUse[]> {
  return reader
    .selectFrom('api_token_uses')
    .selectAll()
    .where('token_id', '=', tokenId)
    .where('last_at', '>', since)
    .orderBy('last_at', 'desc')
    .execute();
}

/** What the token called since the instant, latest first. */
export async function callsOf(reader: Reader, tokenId: string, since: Instant): Promise<TokenCall[]> {
  return reader
    .selectFrom('api_token_calls')
    .selectAll()
    .where('token_id', '=', tokenId)
    .where('last_at', '>', since)
    .orderBy('last_at', 'desc')
    .execute();
}

type Writer = Parameters<Touch['apply']>[0];

/** The most rows kept of one token's uses, and of its calls. A caller who invents client names pushes out the oldest. */
const maxMarks = 200;

export interface Use {
  readonly tokenId: string;
  /** Empty when unknown. */
  readonly remoteIp: string;
  readonly client: string;
}

export const lastUsedMark = ({ tokenId, remoteIp, client }: Use, now: Instant): Touch => ({
  key: `api-token:${tokenId}`,
  apply: async (writer) => {
    await writer
      .updateTable('api_tokens')
      .set({ last_used_at: now, last_used_ip: remoteIp || null, last_used_client: client || null })
      .where('id', '=', tokenId)
      .execute();
  },
});

interface Exchanges {
  /** How many exchanges there were since the last mark. */
  count(): number;
  /** Called once this many exchanges were written for good. */
  written(count: number): void;
}

/** Counts exchanges from an address by a client. */
export const useMark = (use: Use, now: Instant, exchanges: Exchanges): Counting => {
  const key = `api-token-use:${keyOf(use)}\nexchanged`;
  return {
    key,
    begin() {
      const count = exchanges.count();
      return {
        key,
        async apply(writer) {
          await putUse(writer, use, now, count);
          return () => exchanges.written(count);
        },
      };
    },
  };
};

/** Marks that a JWT was used from an address. It counts nothing and replaces no mark of exchanges. */
export const seenMark = (use: Use, now: Instant): Touch => ({
  key: `api-token-use:${keyOf(use)}\nseen`,
  apply: (writer) => putUse(writer, use, now, 0),
});

const keyOf = ({ tokenId, remoteIp, client }: Use): string => `${tokenId}\n${remoteIp}\n${client}`;

async function putUse(
  writer: Writer,
  { tokenId, remoteIp, client }: Use,
  now: Instant,
  count: number,
): Promise<void> {
  await writer
    .insertInto('api_token_uses')
    .columns(['token_id', 'account_id', 'remote_ip', 'client', 'first_at', 'last_at', 'count'])
    // Selected from the token's row, so that nothing is kept of a token that was erased meanwhile.
    .expression((eb) =>
      eb
        .selectFrom('api_tokens')
        .select((of) => [
          'id',
          'account_id',
          of.val(remoteIp).as('remote_ip'),
          of.val(client).as('client'),
          of.val(now).as('first_at'),
          of.val(now).as('last_at'),
          of.lit(count).as('count'),
        ])
        .where('id', '=', tokenId),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['token_id', 'remote_ip', 'client'])
        .doUpdateSet((eb) => ({ last_at: now, count: eb('api_token_uses.count', '+', count) })),
    )
    .execute();
  await dropOldest(writer, 'api_token_uses', tokenId);
}

interface Call {
  readonly tokenId: string;
  readonly scope: string;
  /** Empty when the call concerned no application. */
  readonly application: string;
}

export const callMark = ({ tokenId, scope, application }: Call, now: Instant): Touch => ({
  key: `api-token-call:${tokenId}\n${scope}\n${application}`,
  apply: async (writer) => {
    await writer
      .insertInto('api_token_calls')
      .columns(['token_id', 'account_id', 'scope', 'application', 'last_at'])
      .expression((eb) =>
        eb
          .selectFrom('api_tokens')
          .select((of) => [
            'id',
            'account_id',
            of.val(scope).as('scope'),
            of.val(application).as('application'),
            of.val(now).as('last_at'),
          ])
          .where('id', '=', tokenId),
      )
      .onConflict((conflict) =>
        conflict.columns(['token_id', 'scope', 'application']).doUpdateSet({ last_at: now }),
      )
      .execute();
    await dropOldest(writer, 'api_token_calls', tokenId);
  },
});

async function dropOldest(
  writer: Writer,
  table: 'api_token_uses' | 'api_token_calls',
  tokenId: string,
): Promise<void> {
  const oldest = await writer
    .selectFrom(table)
    .select('last_at')
    .where('token_id', '=', tokenId)
    .orderBy('last_at', 'desc')
    .offset(maxMarks)
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return;
  await writer
    .deleteFrom(table)
    .where('token_id', '=', tokenId)
    .where('last_at', '<=', oldest.last_at)
    .execute();
}

/** Marks of uses are kept for 30 days. */
export async function deleteMarksBefore(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('api_token_uses').where('last_at', '<', before).execute();
  await tx.deleteFrom('api_token_calls').where('last_at', '<', before).execute();
}

export async function allUsesOf(reader: Reader, accountId: string) {
  return reader.selectFrom('api_token_uses').selectAll().where('account_id', '=', accountId).execute();
}

export async function allCallsOf(reader: Reader, accountId: string) {
  return reader.selectFrom('api_token_calls').selectAll().where('account_id', '=', accountId).execute();
}
