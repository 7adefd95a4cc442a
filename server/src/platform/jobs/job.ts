import type { Context } from '../context.ts';

/** Work to be done after a commit, at least once, idempotent by its id. */
export interface JobOrder<P = unknown> {
  readonly kind: string;
  /** JSON; sealed at rest, erased when the job is done. */
  readonly payload: P;
  /** Whose data the payload holds; null for nobody's. */
  readonly accountId: string | null;
  /** Milliseconds from now; 0 unless told. */
  readonly delay?: number;
}

export interface RunningJob<P = unknown> {
  readonly id: string;
  readonly payload: P;
  readonly accountId: string | null;
  readonly createdAt: string;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** How one kind of job is done. `run` may be called twice for one id (a crash between effect and mark). */
export interface JobKind<P = unknown> {
  readonly kind: string;
  run(ctx: Context, job: RunningJob<P>): Promise<void>;
}

/** Declares a kind of job; `.order()` makes what `tx.enqueue` takes. */
export function defineJob<P>(kind: string, run: (ctx: Context, job: RunningJob<P>) => Promise<void>) {
  return {
    kind,
    run: run as JobKind['run'],
    order: (payload: P, accountId: string | null, delay = 0): JobOrder<P> => ({
      kind,
      payload,
      accountId,
      delay,
    }),
  };
}
