import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

const checkpointEveryMs = 1000;

/**
 * Brings SQLite's write-ahead log to the disk beside the event loop. SQLite itself does it within `commit` and stops
 * everybody for as long as the disk takes; here `commit` only writes, and `sync` makes it last before anybody is told
 * (docs/decisions/009). Copying the log back into the database goes to a thread for the same reason.
 */
export class WriteAheadLog {
  readonly #path: string;
  #file: FileHandle | null = null;
  #checkpointer: Worker | null = null;
  // Not at once: a command that ends soon needs no thread, for the last one to close the database copies the log back.
  #checkpointAt = performance.now() + checkpointEveryMs;

  /** @param database opened on `path` and in WAL mode; it leaves syncing to this from now on. */
  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    // NORMAL: no sync at commit, but all those that keep the file whole through a power loss (SQLite manual, WAL).
    database.exec('pragma synchronous = normal');
    // Only for the case that the thread cannot keep up: 20,000 pages are 80 MB.
    database.exec('pragma wal_autocheckpoint = 20000');
  }

  /** Resolves when everything that was committed before is on the disk. */
  async sync(): Promise<void> {
    // The log is one file for as long as a connection is open, and frames are only added behind what is committed.
    this.#file ??= await open(`${this.#path}-wal`, 'r+');
    await this.#file.datasync();
    this.#checkpointSoon();
  }

  /**
   * Empties the log, which else keeps pages as they were before something was deleted. Resolves when that was tried:
   * while somebody reads from the log it waits for a later round.
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
    // Without it the log grows until SQLite copies it back by itself; the next one may fare better.
    const forget = () => {
      if (this.#checkpointer === worker) this.#checkpointer = null;
    };
    worker.once('error', forget);
    // It ends by itself when nothing was written for a while: a thread at rest holds eight megabytes.
    worker.once('exit', forget);
    return worker;
  }
}
