import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../schema.ts';
import { makeQuery, sqliteDialect } from './connection.ts';

/**
 * Opens an existing file for a command that changes nothing: no row, no log, no key (docs/rules.md#commands-that-read).
 */
export function readSqlite(path: string): Database {
  const connection = openUntouched(path);
  const kysely = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  return {
    kind: 'sqlite',
    reader: Object.assign(kysely, { query: makeQuery(connection) }),
    migrations: kysely,
    transaction: () => Promise.reject(new Error('the database was opened for reading')),
    async answers() {
      connection.exec('select 1');
    },
    async backupTo(target) {
      // A statement reads one snapshot while others write, which a file copy does not (SQLite manual, VACUUM INTO).
      // `query_only` would refuse to write the other file too.
      connection.exec('pragma query_only = off');
      connection.prepare('vacuum into ?').run(target);
    },
    // This connection writes nothing, so it can lose nothing.
    broken: new Promise(() => {}),
    fault: async () => null,
    settled: async () => {},
    forget: async () => {},
    async close() {
      if (connection.isOpen) connection.close();
    },
  };
}

/**
 * The last connection to close copies the write-ahead log back and removes it. One opened read-only does not: it leaves a
 * log behind, even where there was none. So the file is opened read-only exactly where there is a log.
 */
function openUntouched(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { readOnly: existsSync(`${path}-wal`), timeout: 5000 });
  connection.exec('pragma query_only = on');
  return connection;
}
