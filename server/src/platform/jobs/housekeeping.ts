import { jobActor } from '../../kernel/actor.ts';
import { type Cancel, days, every, hours, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../write.ts';

/**
 * Removes rows that are over and of no use (spent links, ended sessions, done jobs), or does what has become due.
 * @param before what ended earlier is of no use any more.
 */
export type Sweep = (tx: Tx, before: string, ctx: Context) => Promise<void>;

const everyMs = hours(1);
/** How long such rows are kept after they ended, for somebody who looks into what happened. */
export const keptMs = days(30);

export const sweepDoneJobs: Sweep = async (tx, before) => {
  await tx.deleteFrom('jobs').where('done_at', '<', before).execute();
  // A dead job stays, for operators. Its personal data does not.
  await tx.updateTable('jobs').set({ payload: null }).where('dead_at', '<', before).execute();
};

/** Sweeps every hour until stopped. Sweeps are not journaled, because what they remove was over already. */
export class Housekeeping {
  readonly #ctx: Context;
  readonly #sweeps: readonly Sweep[];
  #stop: Cancel | null = null;

  constructor(ctx: Context, sweeps: readonly Sweep[]) {
    this.#ctx = ctx;
    this.#sweeps = sweeps;
  }

  start(): void {
    this.#stop ??= every(this.#ctx, everyMs, () => {
      this.sweep().catch((error: unknown) => this.#ctx.log.warn({ err: error }, 'housekeeping failed'));
    });
  }

  async sweep(): Promise<void> {
    const before = instantOf(this.#ctx.now() - keptMs);
    for (const sweep of this.#sweeps) {
      await this.#ctx.write(jobActor('housekeeping'), (tx) => sweep(tx, before, this.#ctx));
    }
    await this.#ctx.forget();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
