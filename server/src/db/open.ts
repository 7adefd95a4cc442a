import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database, Reader, Writer } from './database.ts';
import { withNamedStatements } from './dialects/named-statements.ts';
import { lanes, PipelinedReads } from './dialects/pipelined-reads.ts';
import {
  answerWithinMs,
  isReadOnly,
  migrateWithinMs,
  PostgresPool,
} from './dialects/postgres-connections.ts';
import { PostgresTransaction } from './dialects/postgres-transaction.ts';
import { proxyFault } from './dialects/proxy-fault.ts';
import { makeQuery, openSqlite, sqliteDialect } from './dialects/sqlite.ts';
import { readSqlite } from './dialects/sqlite-for-reading.ts';
import { isPlanStale, StatementNames } from './dialects/statement-names.ts';
import { transactionsSettled } from './dialects/transactions-settled.ts';
import { TurnSnapshot } from './dialects/turn-snapshot.ts';
import { WriteAheadLog } from './dialects/write-ahead-log.ts';
import { GroupCommit } from './group-commit.ts';
import { describePostgres, forPrograms } from './postgres-url.ts';
import { runProgram } from './run-program.ts';
import type { Tables } from './schema.ts';

export type { Database, Reader, Writer } from './database.ts';

export interface DatabaseLocation {
  /** PostgreSQL, when given. */
  readonly databaseUrl?: string | undefined;
  /** Connections to it at most. */
  readonly connections?: number | undefined;
  /** Folder that holds `loge.db` otherwise. */
  readonly dataDirectory: string;
}

export const sqliteFile = (dataDirectory: string): string => join(dataDirectory, 'loge.db');

export const holdsDatabase = (dataDirectory: string): boolean => existsSync(sqliteFile(dataDirectory));

/** What kind of database, by one word that backups are marked with. */
export const databaseKind = (location: DatabaseLocation): 'sqlite' | 'postgresql' =>
  location.databaseUrl ? 'postgresql' : 'sqlite';

/** Where the data is, for people; never with a password. */
export function describeDatabase(location: DatabaseLocation): string {
  if (!location.databaseUrl) return sqliteFile(location.dataDirectory);
  return describePostgres(location.databaseUrl);
}

/**
 * What somebody means to do with a database: `read` it and leave everything as it is, `change` what is there, or `make`
 * one where there is none.
 */
export type Access = 'read' | 'change' | 'make';

/** Throws `NoDatabaseError` where there is no file; that a database is empty only a look at it tells (`schemaOf`). */
export function openDatabase(location: DatabaseLocation, access: Access = 'make'): Database {
  if (location.databaseUrl) return openPostgresDatabase(location.databaseUrl, location.connections);
  const path = sqliteFile(location.dataDirectory);
  if (access !== 'make' && !existsSync(path)) throw new NoDatabaseError(location);
  return access === 'read' ? readSqlite(path) : openSqliteDatabase(path);
}

/** There is nothing where somebody looked for a database. */
export class NoDatabaseError extends Error {
  override name = 'NoDatabaseError';
  constructor(location: DatabaseLocation) {
    super(
      location.databaseUrl
        ? `${describeDatabase(location)} is empty: is DATABASE_URL right? loge serve and loge migrate make what belongs there`
        : `there is no database in ${location.dataDirectory}: is --data (or LOGE_DATA) right? loge serve and loge migrate make one`,
    );
  }
}

function openSqliteDatabase(path: string): Database {
  const writing = openSqlite(path);
  const reading = openSqlite(path);
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

/** Attempts at a transaction that PostgreSQL itself asks to repeat. */
const maxAttempts = 5;
// serialization_failure and deadlock_detected (PostgreSQL manual, appendix A).
const repeatable = new Set(['40001', '40P01']);

const betweenRenewalsMs = 1000;
/** Where nobody says how many connections there may be. */
const defaultConnections = 22;

function openPostgresDatabase(url: string, connections = defaultConnections): Database {
  let renewFrom = 0;
  // After a failover or an outage they all lead to where nothing can be written, or to nobody.
  const onLost = () => {
    const now = performance.now();
    // Where every server is read-only, connecting anew for each write would gain nothing.
    if (now < renewFrom) return;
    renewFrom = now + betweenRenewalsMs;
    pool.renew();
    reads.renew();
  };
  const pool = new PostgresPool(url, {
    max: Math.max(1, connections - lanes),
    within: answerWithinMs,
    onLost,
  });
  const names = new StatementNames();
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: withNamedStatements(pool, names) }),
  });
  const queryElsewhere = async (text: string, values: readonly unknown[]) => {
    const client = await pool.connect();
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      pool.release(client);
    }
  };
  const reads = new PipelinedReads(url, { queryElsewhere, onLost });
  // Connected only while the schema is looked at or changed.
  const migrating = new PostgresPool(url, { max: 2, within: migrateWithinMs, idleMs: 500 });
  const migrations = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: withNamedStatements(migrating, new StatementNames()) }),
  });
  const runOnce = async <T>(work: (writer: Writer) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await new PostgresTransaction(client, names).run(work);
    } catch (error) {
      pool.note(client, error);
      throw error;
    } finally {
      pool.release(client);
    }
  };
  return {
    kind: 'postgres',
    reader: Object.assign(db, {
      query: (sql: string, parameters: readonly unknown[]) => reads.query(sql, parameters),
    }),
    migrations,
    // What a server lost it says itself, and starts again by itself.
    broken: new Promise(() => {}),
    async answers() {
      await reads.query('select 1', []);
    },
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runOnce(work);
        } catch (error) {
          // Once, on another connection: the server that can be written to may be there already.
          const failedOver = attempt === 1 && isReadOnly(error);
          if (!failedOver && (attempt >= maxAttempts || !isRepeatable(error))) throw error;
        }
      }
    },
    backupTo(target) {
      const { url: dbname, environment } = forPrograms(url);
      const args = ['--format=custom', `--dbname=${dbname}`, `--file=${target}`];
      return runProgram({ name: 'pg_dump', args, environment });
    },
    fault: () => proxyFault(url),
    settled: () => transactionsSettled(queryElsewhere),
    // Its own vacuum removes what nobody sees any more.
    forget: async () => {},
    async close() {
      await Promise.all([reads.close(), db.destroy(), migrations.destroy()]);
      // Kysely ends the pool only where it was used through it; transactions are not.
      await pool.end();
    },
  };
}

/** Also when another node has just changed a table: what was planned before is forgotten by then. */
const isRepeatable = (error: unknown): boolean => repeatable.has(codeOf(error)) || isPlanStale(error);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
