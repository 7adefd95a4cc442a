import { type ErrorBody, type ErrorCode, type EventType, errors } from '@loge/protocol';
import { expect } from 'vitest';
import type { App } from '../src/app.ts';
import type { Database } from '../src/db/open.ts';
import type { Tables } from '../src/db/schema.ts';
import type { TestResponse } from './harness.ts';

type TableName = keyof Tables;

interface Recorded {
  readonly id: string;
  readonly type: EventType;
}

/** An account's journal, oldest first. Without an account, the entries of all chains, in no order across them. */
export async function journalOf(app: App, accountId?: string): Promise<Recorded[]> {
  const rows = await app.ctx.reader
    .selectFrom('journal')
    .select(['id', 'type', 'account_id'])
    .orderBy('seq')
    .execute();
  return rows
    .filter((row) => accountId === undefined || row.account_id === accountId)
    .map(({ id, type }) => ({ id, type: type as EventType }));
}

export const journalTypes = async (app: App, accountId: string): Promise<EventType[]> =>
  (await journalOf(app, accountId)).map(({ type }) => type);

// Use marks and counters may change at any time, and nothing is promised of them (docs/rules.md#writes-and-touches).
const touched = new Set([
  'throttles',
  'api_token_uses',
  'api_token_calls',
  'kysely_migration',
  'kysely_migration_lock',
]);
const marks = new Set(['seen_at', 'last_used_at', 'last_used_ip', 'last_used_client']);

const tablesOf = new Map<Database['kind'], readonly TableName[]>();

/** The names of the guarded tables. Each kind of database is asked once: the same migrations made the tables of every app. */
async function guardedTables({ database }: App): Promise<readonly TableName[]> {
  const known = tablesOf.get(database.kind);
  if (known) return known;
  const tables = await database.migrations.introspection.getTables();
  const names = tables.map(({ name }) => name).filter((name) => !touched.has(name)) as TableName[];
  tablesOf.set(database.kind, names);
  return names;
}

/** Every row of every table that `ctx.write` guards, to tell whether anything changed. */
export async function snapshot(app: App): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const name of await guardedTables(app)) {
    const found: Record<string, unknown>[] = await app.database.reader.selectFrom(name).selectAll().execute();
    const columns = Object.keys(found[0] ?? {}).filter((column) => !marks.has(column));
    rows[name] = found.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).sort();
  }
  return rows;
}

/** Checks that an answer has the one shape of errors (docs/contract.md#errors), and returns its code. */
export function expectError(response: TestResponse, code?: ErrorCode): ErrorCode {
  const body = response.body as unknown as ErrorBody;
  const said = JSON.stringify(body);
  expect(response.headers['content-type'], said).toBe('application/json; charset=utf-8');
  expect(Object.hasOwn(errors, body.code), said).toBe(true);
  if (code !== undefined) expect(body.code, said).toBe(code);
  expect(response.status, said).toBe(errors[body.code].status);
  expect(typeof body.request_id, said).toBe('string');
  const known = [
    'error',
    'errors',
    'resource',
    'scope',
    'code',
    'details',
    'request_id',
    'retry_after',
    'methods',
  ];
  expect(
    Object.keys(body).filter((key) => !known.includes(key)),
    said,
  ).toEqual([]);
  if (response.status === 422) {
    const fields = Object.entries(body.errors ?? {});
    expect(fields.length, said).toBeGreaterThan(0);
    for (const [, words] of fields) {
      expect(Array.isArray(words) && words.length > 0, said).toBe(true);
      for (const word of words) expect(typeof word, said).toBe('string');
    }
    expect(Object.keys(body.details ?? {}), said).toEqual(Object.keys(body.errors ?? {}));
    // Clients that show one sentence show this one.
    expect(body.error, said).toContain(fields[0]?.[1][0]);
  } else {
    expect(body.errors, said).toBeUndefined();
    const { words } = errors[body.code];
    expect(body.error, said).toBe(body.scope === undefined ? words : `${words}: ${body.scope}`);
  }
  if (response.status === 429) expect(Number(response.headers['retry-after']), said).toBeGreaterThan(0);
  // For `app` the command line would read the second part of the host name (docs/contract.md#errors).
  expect(body.resource, said).not.toBe('app');
  return body.code;
}

/** The code of the one field issue of a 422. */
export function fieldCode(response: TestResponse, field: string): string | undefined {
  expectError(response, 'invalid_fields');
  return (response.body as unknown as ErrorBody).details?.[field]?.[0]?.code;
}
