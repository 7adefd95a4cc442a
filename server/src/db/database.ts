import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** A Kysely that can only read. Passing one where rows are written does not compile. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'executeQuery' | 'getExecutor' | 'with'> & Shortcut;

interface Shortcut {
  /**
   * Runs a query by its text, compiled before, on the shortest way to the database. `platform/prepared.ts` uses it.
   * Within a write the query is part of the write.
   */
  readonly query?: (sql: string, parameters: readonly unknown[]) => unknown[] | Promise<unknown[]>;
}

/** A Kysely that may write. Only `platform/write.ts`, `platform/touch.ts` and migrations hold one. */
export type Writer = Kysely<Tables> &
  Shortcut & {
    /**
     * Lets the transaction, and not its caller, wait for a statement whose answer nobody needs. When the statement fails,
     * all later statements fail and nothing is kept. Absent where deferring would gain nothing.
     */
    readonly defer?: (statement: Promise<unknown>) => void;
  };

export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /** The reader sees committed rows only. */
  readonly reader: Reader;
  /** Runs `work` in a transaction. What it wrote is durable when this resolves, and undone when this rejects. */
  transaction<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** For the migrator, which opens its own transactions. Nothing else may run meanwhile. */
  readonly migrations: Kysely<Tables>;
  /** Rejects when the database does not answer, or can keep nothing. */
  answers(): Promise<void>;
  /** Resolves with the reason once nothing can be kept any more until the program is restarted. */
  readonly broken: Promise<unknown>;
  /** Writes a consistent copy of the whole database to a new file. Writes go on meanwhile. */
  backupTo(path: string): Promise<void>;
  /** What stands between Loge and the database and would make queries fail under load, in words; null when nothing does. */
  fault(): Promise<string | null>;
  /** Resolves when every transaction that has begun by now is over, on other nodes too. */
  settled(): Promise<void>;
  /** Clears deleted data out of the database's own files, as far as Loge can. Never rejects. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
