import { Kysely } from 'kysely';
import type { Database, Reader } from '../database.ts';
import type { Tables } from '../schema.ts';
import { connect, makeQuery, sqliteDialect } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import { TurnSnapshot } from './turn-snapshot.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

/** The file at `path`, made where there is none. */
export function openSqlite(path: string): Database {
  const writing = connect(path);
  const reading = connect(path);
  const log = new WriteAheadLog(writing, path);
  const snapshot = new TurnSnapshot(writing);
  const groups = new GroupCommit({
    exec(sql) {
      snapshot.end();
      writing.exec(sql);
    },
    sync: () => log.sync(),
  });
  const queries = { aside: makeQuery(reading), writing: makeQuery(writing) };
  const dialect = sqliteDialect(writing, () => snapshot.end());
  const writer = Object.assign(new Kysely<Tables>({ dialect }), { query: queries.writing });
  const reader: Reader = Object.assign(new Kysely<Tables>({ dialect: sqliteDialect(reading) }), {
    // Between transactions the writing connection sees what is committed, as the other does, but keeps its cache over
    // its own commits; the other one drops its cache at each (measured: 97 and 20 µs for an account by its address).
    query(sql: string, parameters: readonly unknown[]) {
      if (groups.inTransaction) return queries.aside(sql, parameters);
      snapshot.enter();
      return queries.writing(sql, parameters);
    },
  });
  return {
    kind: 'sqlite',
    reader,
    migrations: writer,
    broken: groups.broken,
    async answers() {
      if (groups.isBroken) throw new Error('the disk does not keep what is written');
      queries.aside('select 1', []);
    },
    transaction: (work) => groups.run(() => work(writer)),
    async backupTo(target) {
      // A statement, not a file copy: it reads one snapshot while writes go on (SQLite manual, VACUUM INTO).
      reading.prepare('vacuum into ?').run(target);
    },
    fault: async () => null,
    // A write has the file to itself: one that begins later sees all of those before.
    settled: () => groups.run(async () => {}),
    forget: () => log.forget(),
    async close() {
      await groups.idle();
      await log.close();
      snapshot.end();
      for (const connection of [reading, writing]) if (connection.isOpen) connection.close();
    },
  };
}
