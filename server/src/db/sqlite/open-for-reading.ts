import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../schema.ts';
import { makeQuery, sqliteDialect } from './connection.ts';

/**
 * Opens a file that is there, for somebody who leaves everything as it is: no row, no log, no key
 * (docs/rules.md#commands-that-read).
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
      // A statement, not a file copy: it reads one snapshot while others write (SQLite manual, VACUUM INTO), into
      // another file, which `query_only` would refuse too.
      connection.exec('pragma query_only = off');
      connection.prepare('vacuum into ?').run(target);
    },
    // It keeps nothing, so nothing is lost.
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
 * Whoever closes last copies the write-ahead log back and removes it, unless it may only read: then it leaves a log
 * behind where there was none. So each in the case where it changes nothing.
 */
function openUntouched(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { readOnly: existsSync(`${path}-wal`), timeout: 5000 });
  connection.exec('pragma query_only = on');
  return connection;
}
