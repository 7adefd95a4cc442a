import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/**
 * Kysely's SQLite dialect on node:sqlite; the dialect expects the shape of better-sqlite3. Statements are prepared once
 * and kept, because preparing is most of the cost of a small query.
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

/** SQLite rolls DDL back. Kysely's adapter says that it does not, and would leave half a migration behind (tried). */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** SQLite has no row locks and needs none, because a write has the whole database to itself (`GroupCommit`). */
class LocklessSqliteCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {}
}

// There are fewer distinct texts, unless somebody builds SQL from input lengths. Past this limit the oldest are dropped.
const maxCachedStatements = 500;

function withStatementCache(database: DatabaseSync, before = () => {}): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      before();
      // A full disk ends the transaction by itself. The rollback would then fail too, and hide what went wrong.
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

/** Makes a function that runs a query by its text, prepared once, without Kysely's overhead. */
export function makeQuery(
  database: DatabaseSync,
): (sql: string, parameters: readonly unknown[]) => unknown[] {
  const { prepare } = withStatementCache(database);
  return (sql, parameters) => prepare(sql).all(parameters) as unknown[];
}

function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  // The objects that node:sqlite makes are dictionaries, slow to make and slow to read.
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
 * Compiles, once a statement, a function that makes objects of one shape from rows. Adding the properties one by one
 * makes dictionaries of wide rows, slow to make (measured on 46 columns: 1 µs instead of 0.03) and slow to read. The
 * column names come from our own queries.
 */
function rowMaker(columns: readonly string[]): RowMaker {
  // Of a name that occurs twice the last cell counts, as in any literal.
  const properties = columns.map((name, at) => `${JSON.stringify(name)}: cells[${at}]`);
  return new Function('cells', `return { ${properties.join(', ')} };`) as RowMaker;
}

interface SqliteOptions {
  readOnly?: boolean;
}

/**
 * Opens the file with the settings that the promises rest on. WAL: reads never wait for the writer. `synchronous=FULL`: a
 * commit survives power loss (`WriteAheadLog` takes this over where it can sync beside the event loop). Foreign keys are
 * on. Deleted data is overwritten in the file. The cache and the memory map are large enough for the hot tables.
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
