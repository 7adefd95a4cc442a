import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { locationOf } from '../../platform/storage/location.ts';
import { type Database, sqliteFile } from '../open.ts';

// Reads of one turn of the event loop on SQLite (`turn-snapshot.ts`).
describe.runIf(databaseKinds.includes('sqlite'))('reads of one turn', () => {
  let test: TestApp;
  let database: Database;
  /** Stands for another process, such as the command line. */
  let other: DatabaseSync;
  const count = async () => (await database.reader.query?.('select n from marks', []))?.length;

  beforeAll(async () => {
    test = await openTestApp('sqlite');
    database = test.app.database;
    await sql`create table marks (n integer)`.execute(database.migrations);
    other = new DatabaseSync(sqliteFile(locationOf(test.app.ctx.config).dataDirectory));
  });
  afterAll(async () => {
    other?.close();
    await test?.close();
  });

  it('see one state of the database; what another process commits, from the next turn on', async () => {
    await nextTurn();
    expect(await count()).toBe(0);
    other.exec('insert into marks values (1)');
    expect(await count()).toBe(0);
    await nextTurn();
    expect(await count()).toBe(1);
  });

  it('see what was written here as soon as it is kept', async () => {
    for (let n = 2; n < 6; n++) {
      expect(await count()).toBe(n - 1);
      await database.transaction((writer) => sql`insert into marks values (${n})`.execute(writer));
      expect(await count()).toBe(n);
    }
  });

  it('are in nobody’s way: not of a write that comes in the same turn, here or from another process', async () => {
    await nextTurn();
    // The write is asked for before the first read of this turn, and begins after it.
    const marked = database.transaction((writer) => sql`update marks set n = n`.execute(writer));
    expect(await count()).toBe(5);
    await marked;
    await sql`insert into marks values (6)`.execute(database.migrations);
    expect(other.prepare('select count(*) as n from marks').get()).toEqual({ n: 6 });
    expect(await count()).toBe(6);
    other.exec('delete from marks');
    await database.transaction((writer) => sql`insert into marks values (7)`.execute(writer));
    expect(await count()).toBe(1);
  });
});
