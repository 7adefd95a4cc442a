import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Least favoured (`nice` 19): whoever else wants a core has it first. */
const least = 19;

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
        setPriority(Number(thread), least);
      }
    }
  } catch {
    // No such folder, or no right to: the scheduler decides alone.
  }
}
