import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/**
 * node:sqlite behind Kysely's SQLite dialect, which expects better-sqlite3's shape. Statements are prepared
 * once and kept: preparing is most of the cost of a small query.
 *
 * @param before is called before each statement.
 */
export function sqliteDialect(database: DatabaseSync, before = () => {}): SqliteDialect {
  return new (class extends SqliteDialect {
    override createAdapter() {
      return new TransactionalSqliteAdapter();
    }

    override createQueryCompiler() {
      return new LocklessSqliteCompiler();
    }
  })({ database: withStatementCache(database, before) });
}

/** SQLite rolls DDL back; Kysely's adapter says it does not and would leave half a migration behind (tried). */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** SQLite knows no row locks and needs none: a write has the whole database to itself (`GroupCommit`). */
class LocklessSqliteCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {}
}

// Only so many distinct texts exist, unless somebody builds SQL from input lengths; then the oldest go.
const maxCachedStatements = 500;

function withStatementCache(database: DatabaseSync, before = () => {}): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      before();
      // A full disk ends the transaction by itself; what the rollback would complain of is not what went wrong.
      if (sql === 'rollback' && !database.isTransaction) return nothing;
      const known = cache.get(sql);
      if (known) return known;
      const made = adapt(database.prepare(sql));
      if (cache.size >= maxCachedStatements) {
        const [oldest] = cache.keys();
        if (oldest !== undefined) cache.delete(oldest);
      }
      cache.set(sql, made);
      return made;
    },
  };
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  *iterate() {},
};

/** Runs a query by its text, prepared once, without what Kysely does around it. */
export function makeQuery(
  database: DatabaseSync,
): (sql: string, parameters: readonly unknown[]) => unknown[] {
  const { prepare } = withStatementCache(database);
  return (sql, parameters) => prepare(sql).all(parameters) as unknown[];
}

function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  // node:sqlite's own objects are dictionaries, slow to make and slow to read.
  statement.setReturnArrays(true);
  const names = () => statement.columns().map(({ name }) => name);
  let width = names().length;
  let make = rowMaker(names());
  const toObject = (row: unknown): Record<string, unknown> => {
    const cells = row as readonly unknown[];
    // A table may have grown since the statement was prepared.
    if (cells.length !== width) {
      width = cells.length;
      make = rowMaker(names());
    }
    return make(cells);
  };
  return {
    reader: width > 0,
    all: (parameters) => statement.all(...values(parameters)).map(toObject),
    run: (parameters) => statement.run(...values(parameters)),
    *iterate(parameters) {
      for (const row of statement.iterate(...values(parameters))) yield toObject(row);
    },
  };
}

type RowMaker = (cells: readonly unknown[]) => Record<string, unknown>;

/**
 * Makes objects of rows, all of one shape: a literal, compiled once for a statement. Adding the properties one by one
 * makes dictionaries of wide rows, slow to make (measured on 46 columns: 1 µs beside 0.03) and slow to read. The names
 * are those of our own queries.
 */
function rowMaker(columns: readonly string[]): RowMaker {
  // Of names that stand twice the last one counts, as it would in a literal.
  const properties = columns.map((name, at) => `${JSON.stringify(name)}: cells[${at}]`);
  return new Function('cells', `return { ${properties.join(', ')} };`) as RowMaker;
}

export interface SqliteOptions {
  readOnly?: boolean;
}

/**
 * Opens the file with the settings that the promises rest on: WAL so that reads never wait for the writer,
 * `synchronous=FULL` so that a commit survives power loss (`WriteAheadLog` takes that over where it can do it beside the
 * event loop), foreign keys on, what is deleted overwritten in the file, and a cache and memory map large enough for the
 * hot tables.
 */
export function connect(path: string, options: SqliteOptions = {}): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: 5000 });
  if (!options.readOnly) database.exec('pragma journal_mode = wal');
  database.exec(`
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma secure_delete = on;
    pragma cache_size = -65536;
    pragma mmap_size = 1073741824;
    pragma temp_store = memory;
  `);
  return database;
}
