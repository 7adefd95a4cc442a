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

/** in_failed_sql_transaction: an earlier statement failed, and is what everybody should hear of. */
const afterFailure = '25P02';
const isAfterFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === afterFailure;

/** Also one that locks: what it locks is let go when it is by itself. */
const isRead = (text: string): boolean => text.startsWith('select ');

// One for all transactions: prepared queries are kept by adapter (`platform/prepared.ts`).
const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

/**
 * One transaction on a connection of its own, which must not wait for the end of one statement before it sends the next
 * (PostgreSQL manual, Pipelining): `begin` goes out with the first reads, and what nobody needs the answer of goes out
 * with `commit`. A statement that fails makes `commit` roll back, so that nothing is lost by not waiting. Only a `begin`
 * that fails would leave what follows to be kept by itself, so nothing that changes anything follows it unanswered.
 */
export class PostgresTransaction implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  /** Statements that nobody waits for. */
  readonly #deferred: Promise<unknown>[] = [];
  #begun: Promise<unknown> = Promise.resolve();
  /** `begin` was not answered yet, and something waits for it; what comes later waits too, to keep the order. */
  #waits = false;
  #hasBegun = false;
  #open = true;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Runs `work` and commits; rejects, with nothing kept, with what failed first. */
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
      // Fails only when the connection is gone, and then there is nothing to roll back; the pool drops it.
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
      // Set here, by the first that waited: those that waited too come next, and nothing between them.
      this.#hasBegun = true;
    }
    // Whatever went on after its transaction was over would be written in none, or in another's.
    if (!this.#open) throw new Error('the transaction is over');
    try {
      return await this.#send(this.#names.query(text, [...parameters]));
    } catch (error) {
      // The transaction is lost with it; it is repeated (`open.ts`), with new plans.
      if (isPlanStale(error)) this.#names.renew();
      throw error;
    }
  }

  #send(query: string | pg.QueryConfig): Promise<pg.QueryResult> {
    gatherWrites(this.#client);
    return this.#client.query(query);
  }

  #defer(statement: Promise<unknown>): void {
    // It is looked at when the transaction fails.
    statement.catch(() => {});
    this.#deferred.push(statement);
  }

  /** What failed first, where the error only says that something did. */
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

/** Kysely's way to a connection that somebody else opens, begins and ends. */
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
