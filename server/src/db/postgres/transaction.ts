import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Writer } from '../database.ts';
import type { Tables } from '../schema.ts';
import { gatherWrites } from './gathered-writes.ts';
import { isPlanStale, type StatementNames } from './statements.ts';

/** in_failed_sql_transaction: an earlier statement failed, and that failure is the one to report. */
const afterFailure = '25P02';
const isAfterFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === afterFailure;

/** A `select` that locks is a read too: outside a transaction its locks end with the statement. */
const isRead = (text: string): boolean => text.startsWith('select ');

// All transactions share one adapter, because prepared queries are kept by adapter (`platform/prepared.ts`).
const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

/**
 * One transaction on a connection of its own. It need not wait for one statement to end before it sends the next
 * (PostgreSQL manual, Pipelining). `begin` is sent with the first reads, and statements whose answer nobody needs are sent
 * with `commit`. A statement that fails makes `commit` roll back, so that nothing is lost by not waiting. After a `begin`
 * that fails, each statement would be kept by itself, so no statement that changes anything is sent before `begin` is
 * answered.
 */
export class PostgresTransaction implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  /** Statements that nobody waits for. */
  readonly #deferred: Promise<unknown>[] = [];
  #begun: Promise<unknown> = Promise.resolve();
  /** A statement waits for the answer to `begin`. Later statements wait too, to keep the order. */
  #waits = false;
  #hasBegun = false;
  #open = true;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Runs `work` and commits. When anything fails, nothing is kept and this rejects with the first failure. */
  async run<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    this.#begun = this.#send('begin');
    this.#defer(this.#begun);
    try {
      const result = await work(this.#writer());
      await this.#begun;
      this.#open = false;
      const { command } = await this.#send('commit');
      if (command !== 'COMMIT')
        throw Object.assign(new Error('the commit rolled back'), { code: afterFailure });
      return result;
    } catch (error) {
      this.#open = false;
      // The rollback fails only when the connection is gone. Then there is nothing to roll back, and the pool drops it.
      await this.#send('rollback').catch(() => {});
      throw await this.#cause(error);
    }
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.#query(sql, parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  streamQuery(): never {
    throw new Error('nothing is streamed within a write');
  }

  async #query(text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    if (!this.#hasBegun && (this.#waits || !isRead(text))) {
      this.#waits = true;
      await this.#begun;
      // The first statement that waited sets this. The others that waited come next, with nothing in between.
      this.#hasBegun = true;
    }
    // A statement sent after the end would run in no transaction, or in somebody else's.
    if (!this.#open) throw new Error('the transaction is over');
    try {
      return await this.#send(this.#names.query(text, [...parameters]));
    } catch (error) {
      // The transaction fails with this statement. `open.ts` repeats it, with new plans.
      if (isPlanStale(error)) this.#names.renew();
      throw error;
    }
  }

  #send(query: string | pg.QueryConfig): Promise<pg.QueryResult> {
    gatherWrites(this.#client);
    return this.#client.query(query);
  }

  #defer(statement: Promise<unknown>): void {
    // `#cause` looks at the rejection when the transaction fails.
    statement.catch(() => {});
    this.#deferred.push(statement);
  }

  /** The first failure, where `error` only says that some statement failed. */
  async #cause(error: unknown): Promise<unknown> {
    if (!isAfterFailure(error)) return error;
    const ends = await Promise.allSettled(this.#deferred);
    const first = ends.find((end) => end.status === 'rejected' && !isAfterFailure(end.reason));
    return first?.status === 'rejected' ? first.reason : error;
  }

  #writer(): Writer {
    const kysely = new Kysely<Tables>({
      dialect: {
        createAdapter: () => adapter,
        createQueryCompiler: () => compiler,
        createIntrospector: (db) => new PostgresIntrospector(db),
        createDriver: () => new OneConnection(this),
      },
    });
    return Object.assign(kysely, {
      query: async (sql: string, parameters: readonly unknown[]) => (await this.#query(sql, parameters)).rows,
      defer: (statement: Promise<unknown>) => this.#defer(statement),
    });
  }
}

/** Gives Kysely a connection that `PostgresTransaction` begins and ends. */
class OneConnection implements Driver {
  readonly #connection: DatabaseConnection;
  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
  beginTransaction = refuseNested;
  commitTransaction = refuseNested;
  rollbackTransaction = refuseNested;
}

async function refuseNested(): Promise<void> {
  throw new Error('a write is one transaction');
}
