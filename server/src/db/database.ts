import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What reads need, and no more: passing it where rows are written does not compile. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'executeQuery' | 'getExecutor' | 'with'> & Shortcut;

interface Shortcut {
  /**
   * Runs a query that was compiled before, by its text, on the shortest way to the database; `platform/prepared.ts` does so.
   * Within a write it is part of the write.
   */
  readonly query?: (sql: string, parameters: readonly unknown[]) => unknown[] | Promise<unknown[]>;
}

/** A Kysely that may write; only `platform/write.ts`, `platform/touch.ts` and migrations hold one. */
export type Writer = Kysely<Tables> &
  Shortcut & {
    /**
     * Has the transaction wait for a statement whose answer nobody needs; absent where that would gain nothing. When
     * it fails, all that is sent after it fails, and nothing is kept.
     */
    readonly defer?: (statement: Promise<unknown>) => void;
  };

export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /** Sees committed rows only. */
  readonly reader: Reader;
  /** Runs `work` in a transaction: durable when it resolves, undone when it rejects. */
  transaction<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** For the migrator, which brings its own transactions; nothing else may run meanwhile. */
  readonly migrations: Kysely<Tables>;
  /** Rejects when it does not answer, or can keep nothing. */
  answers(): Promise<void>;
  /** Resolves with the reason when nothing can be kept any more until the program is started again. */
  readonly broken: Promise<unknown>;
  /** Writes a consistent copy of the whole database to a new file, while others go on writing. */
  backupTo(path: string): Promise<void>;
  /** What between us and the database would make writes fail under load, in words; null when nothing does. */
  fault(): Promise<string | null>;
  /** Resolves when every transaction is over that has begun by now, other nodes' too. */
  settled(): Promise<void>;
  /** Has what was deleted before leave the database's own files as far as it is ours to do; never rejects. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
