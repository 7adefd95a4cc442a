import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';
import { verifySync as verifyBcryptSync } from '@node-rs/bcrypt';

// A thread that hashes passwords, one after another, below everybody's priority.

export type HashingTask =
  | { readonly kind: 'argon2-hash'; readonly password: string; readonly options: Options }
  | { readonly kind: 'argon2-verify'; readonly stored: string; readonly password: string }
  /** Whether any of the candidates fits. */
  | { readonly kind: 'bcrypt-verify'; readonly stored: string; readonly candidates: readonly Uint8Array[] };

/** PHC string of a hash; 1 or 0 for a verification. */
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

// With 10 a read still waits for hashing now and then (p99 four times what it is alone, two and a half times with 15); with 19, the
// lowest, sign-ins get less than half of what they get with 15 on a machine that others keep busy.
const niceness = 15;

/**
 * The event loop, and all else that is not hashing, comes first wherever the cores are short: a flood of wrong
 * passwords then slows sign-ins and nothing else. On Linux a priority belongs to a thread (setpriority(2), NOTES); elsewhere
 * it would lower the whole process, so it is left.
 */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // No /proc, or forbidden: it hashes as everybody else works.
  }
}

stepBack();
/** Answers come together, and in the order of the tasks. */
parentPort?.on('message', (tasks: readonly HashingTask[]) => parentPort?.postMessage(tasks.map(answer)));
