import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** `nice` 5, a third of the share of whoever wants the core too: the event loop comes first, and hashing still goes on. */
const lower = 5;

/**
 * Puts this process's worker threads behind everybody else, so that hashing passwords, which takes all the cores it
 * can get, leaves them to the event loop whenever a request comes. On Linux a thread has a priority of its own
 * (setpriority(2), "C library/kernel differences"); elsewhere, and where it is not allowed, nothing changes.
 * Threads are there from the first piece of work on; called again, it does nothing new.
 */
export function yieldWorkerThreads(): void {
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      if (readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim() === 'libuv-worker') {
        setPriority(Number(thread), lower);
      }
    }
  } catch {
    // No such folder, or no right to: the scheduler decides alone.
  }
}
