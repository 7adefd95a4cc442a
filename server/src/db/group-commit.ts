/**
 * Serialises writes on SQLite's one writer, and lets those that wait share one durable commit: each runs
 * under its own savepoint, and none is acknowledged before the commit that carries it. An fsync blocks for
 * about 0.25 ms and up; sharing it is worth a factor of ten under load (architecture.md, "Two databases").
 */
export interface WriterConnection {
  /** Runs one statement without results. */
  exec(sql: string): void;
}

interface Waiting {
  run(): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Most writes that share one commit, so that the first does not wait for ever under a flood. */
const maxGroup = 64;

export class GroupCommit {
  readonly #connection: WriterConnection;
  #waiting: Waiting[] = [];
  #draining = false;
  #drained: Promise<void> = Promise.resolve();

  constructor(connection: WriterConnection) {
    this.#connection = connection;
  }

  /** Runs `work` alone on the connection; resolves when its effects are durable, rejects with nothing kept. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: work, resolve: (value) => resolve(value as T), reject });
      if (!this.#draining) this.#drained = this.#drain();
    });
  }

  /** Resolves when nothing runs or waits any more. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#drained;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, maxGroup);
      await this.#commitGroup(group);
    }
    // In the same turn as the look that found nothing: a write that comes after starts a new drain.
    this.#draining = false;
  }

  async #commitGroup(group: readonly Waiting[]): Promise<void> {
    const settled: (() => void)[] = [];
    try {
      // Immediate: a deferred transaction fails with SQLITE_BUSY_SNAPSHOT in spite of the timeout (tried).
      this.#connection.exec('begin immediate');
      for (const item of group) settled.push(await this.#runUnderSavepoint(item));
      this.#connection.exec('commit');
    } catch (error) {
      this.#rollBackQuietly();
      for (const item of group) item.reject(error);
      return;
    }
    for (const settle of settled) settle();
  }

  /** Returns how to answer the waiting caller once the commit is durable. */
  async #runUnderSavepoint(item: Waiting): Promise<() => void> {
    this.#connection.exec('savepoint one');
    try {
      const value = await item.run();
      this.#connection.exec('release one');
      return () => item.resolve(value);
    } catch (error) {
      try {
        this.#connection.exec('rollback to one');
        this.#connection.exec('release one');
      } catch {
        // A full disk ends the whole transaction, savepoints and all: it is what everybody should hear of.
        throw error;
      }
      return () => item.reject(error);
    }
  }

  #rollBackQuietly(): void {
    try {
      this.#connection.exec('rollback');
    } catch {
      // SQLite has already rolled back by itself (disk full, I/O error), or never began.
    }
  }
}
