import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// Copies the write-ahead log back into the database, on a connection and a thread of its own.

/** Pages from which on writers are made to wait until the log can begin anew: 64 MB. */
const restartAbove = 16_000;

const database = new DatabaseSync(String(workerData), { timeout: 1000 });

/** Without a write for this long the thread ends; the next write begins another. */
const idleMs = 30_000;
const end = () => {
  database.close();
  parentPort?.close();
};
let idle = setTimeout(end, idleMs);

parentPort?.on('message', () => {
  clearTimeout(idle);
  idle = setTimeout(end, idleMs);
  const { log } = database.prepare('pragma wal_checkpoint(passive)').get() as { log: number };
  if (log > restartAbove) database.prepare('pragma wal_checkpoint(restart)').get();
});
