import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

const checkpointEveryMs = 1000;

/**
 * Syncs SQLite's write-ahead log to the disk beside the event loop. SQLite itself syncs within `commit`, and stops
 * everything for as long as the disk takes. Here `commit` only writes, and `sync` makes it durable before any caller is
 * answered (docs/decisions/009). A thread copies the log back into the database, for the same reason.
 */
export class WriteAheadLog {
  readonly #path: string;
  #file: FileHandle | null = null;
  #checkpointer: Worker | null = null;
  // The first checkpoint is not due at once. A command that ends soon needs no thread, because the last connection to close
  // copies the log back.
  #checkpointAt = performance.now() + checkpointEveryMs;

  /** @param database is open on `path` in WAL mode. It leaves syncing to this class from now on. */
  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    // NORMAL: no sync at commit, but every sync that keeps the file intact through a power loss (SQLite manual, WAL).
    database.exec('pragma synchronous = normal');
    // This is only for a thread that cannot keep up: 20,000 pages are 80 MB.
    database.exec('pragma wal_autocheckpoint = 20000');
  }

  /** Resolves when everything that was committed before is on the disk. */
  async sync(): Promise<void> {
    // The log stays one file while a connection is open, and frames are only added behind what is committed.
    this.#file ??= await open(`${this.#path}-wal`, 'r+');
    await this.#file.datasync();
    this.#checkpointSoon();
  }

  /**
   * Empties the log, which otherwise keeps pages with data that was deleted since. Resolves when that was tried. While
   * somebody reads from the log, a later round tries again.
   */
  async forget(): Promise<void> {
    const worker = this.#checkpointer ?? this.#startCheckpointer();
    const tried = Promise.race([once(worker, 'message'), once(worker, 'exit')]);
    worker.postMessage('truncate');
    await tried.catch(() => {});
  }

  async close(): Promise<void> {
    await this.#checkpointer?.terminate();
    await this.#file?.close();
  }

  #checkpointSoon(): void {
    const now = performance.now();
    if (now < this.#checkpointAt) return;
    this.#checkpointAt = now + checkpointEveryMs;
    const worker = this.#checkpointer ?? this.#startCheckpointer();
    worker.postMessage('checkpoint');
  }

  #startCheckpointer(): Worker {
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: this.#path,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#checkpointer = worker;
    worker.unref();
    // Without the thread the log grows until SQLite copies it back by itself. The next thread may work.
    const forget = () => {
      if (this.#checkpointer === worker) this.#checkpointer = null;
    };
    worker.once('error', forget);
    // The thread ends by itself when nothing was written for a while, because an idle thread holds eight megabytes.
    worker.once('exit', forget);
    return worker;
  }
}
