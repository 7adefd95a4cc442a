import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/app-error.ts';
import type { HashingAnswer, HashingTask } from './hashing-thread.ts';

// Accepting more hashing than the cores can do helps nobody. Callers past this number are told to come back.
const maxWaiting = 200;

/** One batch is hashed while the next lies ready, so that a thread never waits for the event loop to hand it more. */
const batchesByThread = 2;

// The longer the queue, the more tasks are handed over and answered at once. What the event loop does after a hash costs
// half as much when it does several in a row, because hashing empties the caches that it needs (docs/decisions/014).
const maxBatch = 4;

interface Job {
  readonly task: HashingTask;
  resolve(done: string | boolean): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  /** The batches in the order in which they were handed over. Their answers come in the same order. */
  readonly held: (readonly Job[])[];
}

/**
 * The threads that hash passwords: as many as there are cores, each started when it is first needed. They are not the
 * threads that Node reads files with, so that they can have a lower priority than all other work (docs/decisions/013).
 */
export class HashingThreads {
  readonly #most: number;
  readonly #program: URL;
  readonly #threads: Thread[] = [];
  readonly #waiting: Job[] = [];

  constructor(most: number, program = new URL('./hashing-thread.ts', import.meta.url)) {
    this.#most = most;
    this.#program = program;
  }

  /** Throws `unavailable` when too many wait. */
  run(task: HashingTask): Promise<string | boolean> {
    if (this.#waiting.length >= maxWaiting) throw new AppError('unavailable', { retryAfter: 2 });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#handOut();
    });
  }

  /** Hands waiting jobs to the thread that holds least. Starts one more thread before any has to hold two batches. */
  #handOut(): void {
    while (this.#waiting.length > 0) {
      const [least] = this.#threads.toSorted((a, b) => a.held.length - b.held.length);
      const idle = least && least.held.length === 0 ? least : null;
      const thread = idle ?? (this.#threads.length < this.#most ? this.#begin() : least);
      if (!thread || thread.held.length >= batchesByThread) return;
      const fair = Math.floor(this.#waiting.length / (batchesByThread * this.#most));
      const batch = this.#waiting.splice(0, Math.min(maxBatch, Math.max(1, fair)));
      thread.worker.postMessage(batch.map(({ task }) => task));
      thread.held.push(batch);
      // A command must not end before its hashing is done.
      thread.worker.ref();
    }
  }

  #begin(): Thread {
    const worker = new Worker(this.#program, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const thread: Thread = { worker, held: [] };
    worker.unref();
    worker.on('message', (answers: readonly HashingAnswer[]) => {
      const batch = thread.held.shift() ?? [];
      if (thread.held.length === 0) worker.unref();
      this.#handOut();
      for (const [at, job] of batch.entries()) settle(job, answers[at]);
    });
    const end = (error?: Error) => {
      const at = this.#threads.indexOf(thread);
      if (at >= 0) this.#threads.splice(at, 1);
      for (const job of thread.held.splice(0).flat())
        job.reject(error ?? new Error('the hashing thread ended'));
      this.#handOut();
    };
    worker.once('error', end);
    worker.once('exit', () => end());
    this.#threads.push(thread);
    return thread;
  }
}

function settle(job: Job, answer: HashingAnswer = { failed: 'no answer' }): void {
  if ('failed' in answer) job.reject(new Error(answer.failed));
  else job.resolve(answer.done);
}

/** The threads of this process. It has one set of cores, however many databases it has open. */
export const hashingThreads = new HashingThreads(availableParallelism());
