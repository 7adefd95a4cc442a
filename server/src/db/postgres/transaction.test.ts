import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import type { Database, Writer } from '../open.ts';
import { StatementNames } from './statements.ts';
import { PostgresTransaction } from './transaction.ts';

// Writes on PostgreSQL do not wait for every statement (`transaction.ts`).
describe.runIf(databaseKinds.includes('postgres'))('a transaction on PostgreSQL', () => {
  let test: TestApp;
  let database: Database;
  const rows = async () =>
    (await sql<{ n: number }>`select n from marks order by n`.execute(database.migrations)).rows.map(
      ({ n }) => n,
    );
  const ask = async (writer: Writer, text: string, ...parameters: unknown[]) => {
    if (!writer.query) throw new Error('there is no short way');
    return writer.query(text, parameters);
  };
  const put = (writer: Writer, n: number) => ask(writer, 'insert into marks values ($1)', n);
  /** Inserts a row without waiting for it. */
  const putBehind = (writer: Writer, n: number) => {
    if (!writer.defer) throw new Error('every statement is waited for');
    writer.defer(put(writer, n));
  };

  beforeAll(async () => {
    test = await openTestApp('postgres');
    database = test.app.database;
    await sql`create table marks (n integer primary key)`.execute(database.migrations);
  });
  afterAll(() => test?.close());

  it('keeps what nobody waited for, and in its order', async () => {
    const seen = await database.transaction(async (writer) => {
      for (const n of [1, 2, 3]) putBehind(writer, n);
      return ask(writer, 'select count(*)::int as count from marks');
    });
    expect(seen).toEqual([{ count: 3 }]);
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it.each([
    ['commits at once', async () => {}],
    ['goes on to read', async (writer: Writer) => void (await ask(writer, 'select n from marks'))],
    ['goes on to write', async (writer: Writer) => putBehind(writer, 12)],
  ])('keeps nothing, and says what failed, when that fails and the write %s', async (_how, goOn) => {
    const write = database.transaction(async (writer) => {
      await put(writer, 10);
      putBehind(writer, 11);
      // This row exists already: unique_violation.
      putBehind(writer, 1);
      putBehind(writer, 13);
      await goOn(writer);
    });
    await expect(write).rejects.toMatchObject({ code: '23505' });
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it('throws what the write threw, and keeps nothing', async () => {
    const write = database.transaction(async (writer) => {
      await put(writer, 20);
      putBehind(writer, 21);
      throw new Error('thought better of it');
    });
    await expect(write).rejects.toThrow('thought better of it');
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it('refuses whatever goes on after its end', async () => {
    let late: Writer | undefined;
    await database.transaction(async (writer) => {
      late = writer;
    });
    if (!late) throw new Error('nothing ran');
    await expect(put(late, 30)).rejects.toThrow('the transaction is over');
    await expect(sql`insert into marks values (31)`.execute(late)).rejects.toThrow('the transaction is over');
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it('is repeated when a statement that nobody waited for met a deadlock', async () => {
    let attempts = 0;
    const meet = Promise.withResolvers<void>();
    const other = Promise.withResolvers<void>();
    const change = (from: number, to: number) => async (writer: Writer) => {
      attempts++;
      await ask(writer, 'update marks set n = n where n = $1', from);
      (from === 1 ? meet : other).resolve();
      await Promise.all([meet.promise, other.promise]);
      writer.defer?.(ask(writer, 'update marks set n = n where n = $1', to));
    };
    await Promise.all([database.transaction(change(1, 2)), database.transaction(change(2, 1))]);
    expect(attempts).toBe(3);
  });

  it('is repeated with new plans when a table has changed', async () => {
    const read = () =>
      database.transaction(async (writer) => {
        await ask(writer, 'insert into marks values (40) on conflict do nothing');
        writer.defer?.(ask(writer, 'select * from marks where n = 40'));
      });
    for (let i = 0; i < 4; i++) await Promise.all([read(), read(), read()]);
    await sql`alter table marks add column word text`.execute(database.migrations);
    for (let i = 0; i < 4; i++) await Promise.all([read(), read(), read()]);
    expect(await rows()).toEqual([1, 2, 3, 40]);
  });

  it('keeps nothing when it never began', async () => {
    const pool = new pg.Pool({ connectionString: test.app.ctx.config.DATABASE_URL, pipeline: true });
    const client = await pool.connect();
    // The server refuses `begin` and the connection lives on, as when an administrator cancels it.
    const unbegun = {
      connection: client.connection,
      query: (query: unknown) => client.query((query === 'begin' ? 'begin nothing' : query) as string),
    } as pg.PoolClient;
    const run = (work: (writer: Writer) => Promise<unknown>) =>
      new PostgresTransaction(unbegun, new StatementNames()).run(work);
    const refused = { code: '42601' };
    await expect(run((writer) => put(writer, 60))).rejects.toMatchObject(refused);
    await expect(run(async (writer) => putBehind(writer, 61))).rejects.toMatchObject(refused);
    const reads = async (writer: Writer) => void (await ask(writer, 'select n from marks'));
    await expect(run(reads)).rejects.toMatchObject(refused);
    const readsAndWrites = async (writer: Writer) => {
      await Promise.all([reads(writer), put(writer, 62)]);
    };
    await expect(run(readsAndWrites)).rejects.toMatchObject(refused);
    client.release();
    await pool.end();
    expect(await rows()).toEqual([1, 2, 3, 40]);
  });

  it('fails alone when its connection is cut, and the next one has another', async () => {
    const write = database.transaction(async (writer) => {
      putBehind(writer, 50);
      await ask(writer, 'select pg_terminate_backend(pg_backend_pid())');
    });
    await expect(write).rejects.toThrow();
    await database.transaction((writer) => put(writer, 51));
    expect(await rows()).toEqual([1, 2, 3, 40, 51]);
  });
});
