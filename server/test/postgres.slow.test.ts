import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from './postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove());

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a copy of a template holds its rows', async () => {
  const template = await server.createDatabase('original');
  await query(template, "CREATE TABLE note (words text); INSERT INTO note VALUES ('é')");
  const copy = await server.createDatabase('copy "1"', { template: 'original' });
  expect(await query(copy, 'SELECT words FROM note')).toEqual([{ words: 'é' }]);
  await server.dropDatabase('copy "1"');
  await expect(query(copy, 'SELECT 1')).rejects.toThrow('does not exist');
});

test('an acknowledged row outlives a crash, and the port stays', async () => {
  const url = await server.createDatabase('outage');
  await query(url, 'CREATE TABLE note (id int); INSERT INTO note VALUES (1)');
  await server.stop('immediate');
  await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  await server.start();
  expect(await query(url, 'SELECT id FROM note')).toEqual([{ id: 1 }]);
});

test('fsync is on and the clock is UTC', async () => {
  expect(await query(server.adminUrl, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(await query(server.adminUrl, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
});
