import type { Database } from '../../db/open.ts';
import { type Cancel, instantOf, minutes, seconds } from '../../kernel/clock.ts';
import { randomSecret } from '../../kernel/ids.ts';
import type { Context } from '../context.ts';
import { fairlyDue, isDue, type Line } from './fairly-due.ts';
import { jobSealContext } from './insert-job.ts';
import type { JobKind, RunningJob } from './job.ts';
import { NoLongerNeeded } from './no-longer-needed.ts';
import { PermanentFailure } from './permanent-failure.ts';

const atATime = 8;
/** The most jobs that are done as one. Nobody would read a mail that lists more. */
const gatheredAtMost = 100;
/** Longer than any job may take. A mail server is given up on after 20 s at most. */
const lockMs = seconds(25);
const pollMs = 1000;
/** How long an answer may take from the commit to its receiver on a busy machine. */
export const afterAnswersMs = 50;
/** Waits before the second try, the third, …; the last one repeats. */
const backOff = [seconds(5), seconds(30), minutes(2), minutes(10), minutes(30), minutes(60), minutes(240)];
/** The tries take about 38 hours. After the last one the job is dead, and operators see it. */
const maxAttempts = 16;

interface Claimed {
  readonly id: string;
  readonly kind: string;
  readonly account_id: string | null;
  readonly gather: string | null;
  readonly payload: string | null;
  readonly created_at: string;
  readonly attempts: number;
}

/**
 * Does jobs, each at least once. A lock keeps a job to one node at a time, and runs out when that node dies. Any number
 * of runners may share a database.
 */
export class JobRunner {
  readonly #database: Database;
  readonly #ctx: Context;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #line: Line;
  readonly #name = randomSecret(9);
  /** Kinds of which some jobs may wait for an outage to end. */
  readonly #mayWait: Set<string>;
  #stopping = false;
  #wake: (() => void) | null = null;
  #woken = false;
  #soon: Cancel | null = null;
  #loop: Promise<void> | null = null;

  /** @param line which jobs it does; all without it. */
  constructor(
    database: Database,
    ctx: Context,
    kinds: ReadonlyMap<string, JobKind>,
    line: Line = { kinds: [], in: 'not in' },
  ) {
    this.#database = database;
    this.#ctx = ctx;
    this.#kinds = kinds;
    this.#line = line;
    this.#mayWait = new Set(kinds.keys());
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks for work now rather than at the next poll. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /**
   * Like `wake`, but a moment later, when the answers to the requests behind the work have arrived. So no answer takes
   * longer, or tells anything, because of the work after it.
   */
  wakeSoon(): void {
    this.#soon ??= this.#ctx.after(afterAnswersMs, () => {
      this.#soon = null;
      this.wake();
    });
  }

  /** Resolves once the running jobs are finished. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#loop;
  }

  /** Does everything that is due. Returns how many jobs were tried. */
  async drain(): Promise<number> {
    let tried = 0;
    for (;;) {
      const claimed = await this.#claim();
      if (claimed.length === 0) return tried;
      await Promise.all(gathered(claimed).map((jobs) => this.#do(jobs)));
      tried += claimed.length;
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      try {
        await this.drain();
      } catch (error) {
        this.#ctx.log.warn({ err: error }, 'the job queue cannot be read, trying again');
      }
      if (!this.#woken && !this.#stopping) await this.#sleep();
    }
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      // A worker that waits for work must keep its process alive.
      const cancel = this.#ctx.after(pollMs, resolve, 'stays');
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async #claim(): Promise<Claimed[]> {
    const now = this.#ctx.now();
    const due = await fairlyDue(this.#ctx.reader, instantOf(now), atATime, this.#line);
    if (due.length === 0) return [];
    // The node whose update still finds the job unlocked gets it. The other node's update finds nothing.
    return this.#database.transaction((writer) =>
      writer
        .updateTable('jobs')
        .set((eb) => ({
          locked_until: instantOf(now + lockMs),
          locked_by: this.#name,
          attempts: eb('attempts', '+', 1),
        }))
        .where((eb) =>
          eb.or([
            eb(
              'id',
              'in',
              due.map(({ id }) => id),
            ),
            // Jobs that wait to be done together with one of these are taken along.
            ...due.flatMap(({ account_id, gather }) =>
              gather === null
                ? []
                : [
                    eb('id', 'in', (inner) =>
                      isDue(inner.selectFrom('jobs').select('id'), instantOf(now), this.#line)
                        .where('account_id', '=', account_id)
                        .where('gather', '=', gather)
                        .orderBy('run_at')
                        .limit(gatheredAtMost),
                    ),
                  ],
            ),
          ]),
        )
        .where('done_at', 'is', null)
        .where('dead_at', 'is', null)
        .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', instantOf(now))]))
        .returning(['id', 'kind', 'account_id', 'gather', 'payload', 'created_at', 'attempts'])
        .execute(),
    );
  }

  /** Does one job, or several gathered ones as one. After a failure each of them is tried again. */
  async #do(jobs: readonly Claimed[]): Promise<void> {
    const [job] = jobs;
    if (!job) return;
    const kind = this.#kinds.get(job.kind);
    try {
      if (!kind) throw new Error(`no such kind of job: ${job.kind}`);
      const running = jobs.map((one) => this.#opened(one));
      if (running.length > 1 && kind.runGathered) await kind.runGathered(this.#ctx, running);
      else for (const one of running) await kind.run(this.#ctx, one);
      await this.#finish(jobs, { done_at: instantOf(this.#ctx.now()), payload: null, last_error: null });
      await this.#wakeWaiting(job.kind);
    } catch (error) {
      if (error instanceof NoLongerNeeded) await this.#drop(jobs, error);
      else for (const one of jobs) await this.#retryLater(one, error);
    }
  }

  async #drop(jobs: readonly Claimed[], { message }: NoLongerNeeded): Promise<void> {
    for (const { id, kind } of jobs) this.#ctx.log.info({ job: id, kind, why: message }, 'a job was dropped');
    await this.#finish(jobs, { done_at: instantOf(this.#ctx.now()), payload: null, last_error: null });
  }

  #opened(job: Claimed): RunningJob {
    if (job.payload === null) throw new Error('a job without its payload');
    return {
      id: job.id,
      payload: JSON.parse(this.#ctx.keyring.unseal(jobSealContext(job.id, job.kind), job.payload)),
      accountId: job.account_id,
      createdAt: job.created_at,
      attempt: job.attempts,
    };
  }

  async #retryLater(job: Claimed, error: unknown): Promise<void> {
    this.#mayWait.add(job.kind);
    const dead = job.attempts >= maxAttempts || error instanceof PermanentFailure;
    const wait = backOff[Math.min(job.attempts, backOff.length) - 1] ?? minutes(1);
    const facts = { job: job.id, kind: job.kind, attempt: job.attempts, dead, error: nameOf(error) };
    // The message itself is only logged for debugging, because a mail server's refusal may quote the address.
    this.#ctx.log.warn(facts, 'a job failed');
    this.#ctx.log.debug({ err: error, job: job.id }, 'why the job failed');
    await this.#finish([job], {
      last_error: nameOf(error),
      run_at: instantOf(this.#ctx.now() + wait),
      ...(dead ? { dead_at: instantOf(this.#ctx.now()) } : {}),
    });
  }

  /**
   * When a job succeeds, an outage may be over, so jobs of its kind that failed meanwhile are tried at once. Jobs that a
   * server answered, and told to come later, still wait (`nameOf` then ends in the server's code).
   */
  async #wakeWaiting(kind: string): Promise<void> {
    if (!this.#mayWait.delete(kind)) return;
    const now = instantOf(this.#ctx.now());
    await this.#database.transaction((writer) =>
      writer
        .updateTable('jobs')
        .set({ run_at: now })
        .where('kind', '=', kind)
        .where('done_at', 'is', null)
        .where('dead_at', 'is', null)
        .where('locked_until', 'is', null)
        .where('run_at', '>', now)
        .where('last_error', 'is not', null)
        .where('last_error', 'not like', '% 4__')
        .execute(),
    );
  }

  #finish(jobs: readonly Claimed[], values: Record<string, string | null>): Promise<unknown> {
    const ids = jobs.map(({ id }) => id);
    return this.#database.transaction((writer) =>
      writer
        .updateTable('jobs')
        .set({ ...values, locked_until: null, locked_by: null })
        .where('id', 'in', ids)
        .where('locked_by', '=', this.#name)
        .execute(),
    );
  }
}

/** Groups gathered jobs, in order. Every other job is a group of its own. */
function gathered(claimed: readonly Claimed[]): Claimed[][] {
  const together = Map.groupBy(
    [...claimed].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ({ id, kind, account_id, gather }) => (gather === null ? id : `${kind} ${account_id} ${gather}`),
  );
  return [...together.values()];
}

/** The error's class and code. They say enough to operators, and hold no address or text of a member. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof PermanentFailure) return `${error.message}: ${nameOf(error.cause)}`;
  const codes = [
    ...('code' in error ? [String(error.code)] : []),
    // The code of a mail server's answer.
    ...('responseCode' in error ? [String(error.responseCode)] : []),
  ];
  return [error.name, ...codes].join(' ');
}
