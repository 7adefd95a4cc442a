import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';
import { verifySync as verifyBcryptSync } from '@node-rs/bcrypt';

// A thread that hashes passwords one after another, at a lower priority than everything else.

export type HashingTask =
  | { readonly kind: 'argon2-hash'; readonly password: string; readonly options: Options }
  | { readonly kind: 'argon2-verify'; readonly stored: string; readonly password: string }
  /** Whether any of the candidates fits. */
  | { readonly kind: 'bcrypt-verify'; readonly stored: string; readonly candidates: readonly Uint8Array[] };

/** The PHC string of a hash, or whether a verification fits. */
export type HashingAnswer = { readonly done: string | boolean } | { readonly failed: string };

function work(task: HashingTask): string | boolean {
  switch (task.kind) {
    case 'argon2-hash':
      return hashSync(task.password, task.options);
    case 'argon2-verify':
      return verifySync(task.stored, task.password);
    case 'bcrypt-verify':
      return task.candidates.some((bytes) => verifyBcryptSync(bytes, task.stored));
  }
}

function answer(task: HashingTask): HashingAnswer {
  try {
    return { done: work(task) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : 'failed' };
  }
}

// With 10 a read still waits for hashing now and then: its p99 is four times what it is alone, with 15 two and a half
// times. With 19, the lowest priority, sign-ins on a busy machine get less than half of what they get with 15.
const niceness = 15;

/**
 * Lowers the priority of this thread, so that everything but hashing comes first when cores are short. A flood of wrong
 * passwords then slows sign-ins and nothing else. On Linux a priority belongs to a thread (setpriority(2), NOTES).
 * Elsewhere this would slow the whole process, so it is not done.
 */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // There is no /proc, or this is forbidden: the thread keeps the normal priority.
  }
}

stepBack();
/** The answers to a batch come together, in the order of its tasks. */
parentPort?.on('message', (tasks: readonly HashingTask[]) => parentPort?.postMessage(tasks.map(answer)));
