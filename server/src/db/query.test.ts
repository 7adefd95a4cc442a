import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { onEachDatabase } from '../../test/harness.ts';
import { openApp } from '../app.ts';
import { makeLogger } from '../platform/log/logger.ts';
import { isDatabaseUnavailable } from './faults.ts';

onEachDatabase('reads on the shortest way', (test) => {
  const ask = async (text: string, ...parameters: unknown[]) => {
    const { reader } = test().app.ctx;
    if (!reader.query) throw new Error('the reader asks by itself');
    return reader.query(text, parameters);
  };
  const run = (text: string) => sql.raw(text).execute(test().app.database.migrations);
  /** The placeholder of this database. */
  const slot = () => (test().app.database.kind === 'sqlite' ? '?' : '$1');

  it('give each its own rows, any number at once, each text prepared once', async () => {
    await run('create table numbers (n integer, word text)');
    await run("insert into numbers values (1, 'one'), (2, 'two'), (3, null)");
    const text = `select n, word from numbers where n = ${slot()}`;
    const asked = await Promise.all(
      Array.from({ length: 300 }, (_, i) => ask(text, (i % 4) + 1).then((rows) => [i, rows] as const)),
    );
    const words = ['one', 'two', null];
    for (const [i, rows] of asked) {
      const n = (i % 4) + 1;
      expect(rows).toEqual(n === 4 ? [] : [{ n, word: words[n - 1] }]);
    }
  });

  it('do not disturb one another when one is refused', async () => {
    const good = `select cast(${slot()} as text) as word`;
    const all = await Promise.allSettled([
      ask(good, 'a'),
      ask('select nothing from nowhere'),
      ask(good, 'b'),
      ask('select nothing from nowhere'),
      ask(good, 'c'),
    ]);
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await ask(good, 'd')).toEqual([{ word: 'd' }]);
  });

  it('see a table as it is by now, also when another node changed it', async () => {
    await run('create table growing (a text)');
    await run("insert into growing values ('x')");
    const text = 'select * from growing';
    for (let i = 0; i < 4; i++) expect(await ask(text)).toEqual([{ a: 'x' }]);
    await run('alter table growing add column b text');
    for (let i = 0; i < 4; i++) expect(await ask(text)).toEqual([{ a: 'x', b: null }]);
  });

  it('see nothing of a write that may still be undone, and all of it once it is kept', async () => {
    await run('create table kept (a integer)');
    const count = async () => (await ask('select a from kept')).length;
    const { database } = test().app;
    await database.transaction(async (writer) => {
      await sql`insert into kept values (1)`.execute(writer);
      expect(await count()).toBe(0);
      await nextTurn();
      expect(await count()).toBe(0);
    });
    expect(await count()).toBe(1);
    const [written, counted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const undone = database.transaction(async (writer) => {
      await sql`insert into kept values (2)`.execute(writer);
      written.resolve();
      await counted.promise;
      throw new Error('not this one');
    });
    const refused = expect(undone).rejects.toThrow('not this one');
    await written.promise;
    expect(await count()).toBe(1);
    counted.resolve();
    await refused;
    expect(await count()).toBe(1);
  });

  it('and writes go on when another node has changed a table that they read whole', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const rename = async (fullname: string) => {
      const options = { session, body: { user: { fullname } } };
      return (await test().call('PUT', '/v1/users/account', options)).status;
    };
    // Enough calls for every connection of the pool to have planned the statement.
    const several = (round: string) =>
      Promise.all(Array.from({ length: 8 }, (_, i) => rename(`${round} ${i}`)));
    const fine = Array(8).fill(200);
    expect(await several('Before')).toEqual(fine);
    await run('alter table accounts add column of_the_next_version text');
    expect(await several('After')).toEqual(fine);
    expect(await several('Later')).toEqual(fine);
  });

  it('go on by themselves after the connection was lost', async () => {
    if (test().app.database.kind === 'sqlite') return;
    await ask('select 1 as one');
    const lost = ask('select pg_sleep(30)').catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const ended = await sql<{
        ended: boolean;
      }>`select pg_terminate_backend(pid) as ended from pg_stat_activity
        where query like '%pg_sleep%' and pid <> pg_backend_pid() and datname = current_database()`.execute(
        test().app.database.migrations,
      );
      expect(ended.rows.length).toBeGreaterThan(0);
    }, 30_000);
    // The error counts as an outage, which callers may wait out, and not as a fault of Loge.
    expect(isDatabaseUnavailable(await lost)).toBe(true);
    await vi.waitFor(async () => {
      for (let i = 0; i < 4; i++) expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
    }, 30_000);
  });

  it('are refused once the database is closed, and open no connection again', async () => {
    const { app, clock } = test();
    const other = await openApp(app.ctx.config, { clock, log: makeLogger('silent') });
    const read = async () => other.ctx.reader.query?.('select 1 as one', []);
    expect(await read()).toEqual([{ one: 1 }]);
    await other.close();
    await expect(read()).rejects.toThrow();
  });
});
