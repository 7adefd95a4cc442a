import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// This thread copies the write-ahead log back into the database, on a connection of its own.

/** How many pages of log make writers wait until the log can begin anew: 64 MB. */
const restartAbove = 16_000;

const database = new DatabaseSync(String(workerData), { timeout: 1000 });
/** Whether the log holds deleted data, so that it must be truncated once nobody reads from it. */
let toTruncate = false;

/** The thread ends after this long without a write. The next write starts another one. */
const idleMs = 30_000;
const rest = () => {
  copyBack();
  if (toTruncate) {
    idle = setTimeout(rest, idleMs);
    return;
  }
  database.close();
  parentPort?.close();
};
let idle = setTimeout(rest, idleMs);

parentPort?.on('message', (message: 'checkpoint' | 'truncate') => {
  clearTimeout(idle);
  idle = setTimeout(rest, idleMs);
  toTruncate ||= message === 'truncate';
  copyBack();
  if (message === 'truncate') parentPort?.postMessage('tried');
});

function copyBack(): void {
  const { log } = database.prepare('pragma wal_checkpoint(passive)').get() as { log: number };
  if (toTruncate) {
    const { busy } = database.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number };
    toTruncate = busy !== 0;
  } else if (log > restartAbove) database.prepare('pragma wal_checkpoint(restart)').get();
}
