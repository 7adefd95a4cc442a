import type { Context } from '../context.ts';
import type { JobOrder } from './order.ts';

export interface RunningJob<P = unknown> {
  readonly id: string;
  readonly payload: P;
  readonly accountId: string | null;
  readonly createdAt: string;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** How one kind of job is done. `run` may be called twice for one id, after a crash between effect and mark. */
export interface JobKind<P = unknown> {
  readonly kind: string;
  run(ctx: Context, job: RunningJob<P>): Promise<void>;
  /** It waits for servers of others, which may be slow or gone: such jobs stand in a line of their own. */
  readonly outside?: true;
  /** Does gathered jobs as one. A kind without this does one after another. */
  runGathered?(ctx: Context, jobs: readonly RunningJob<P>[]): Promise<void>;
}

/** Declares a kind of job. Its `order()` makes what `tx.enqueue` takes. */
export function defineJob<P>(
  kind: string,
  run: (ctx: Context, job: RunningJob<P>) => Promise<void>,
  runGathered?: (ctx: Context, jobs: readonly RunningJob<P>[]) => Promise<void>,
) {
  return {
    kind,
    run: run as JobKind['run'],
    ...(runGathered ? { runGathered: runGathered as NonNullable<JobKind['runGathered']> } : {}),
    order: (payload: P, accountId: string | null, delay = 0): JobOrder<P> => ({
      kind,
      payload,
      accountId,
      delay,
    }),
  };
}

/** Declares a kind of job that calls servers of others. */
export const defineOutsideJob = <P>(
  kind: string,
  run: (ctx: Context, job: RunningJob<P>) => Promise<void>,
) => ({ ...defineJob(kind, run), outside: true as const });
