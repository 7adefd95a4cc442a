import type { Database } from '../../db/open.ts';
import type { Context } from '../context.ts';
import type { JobKind } from './job.ts';
import { JobRunner } from './runner.ts';

/**
 * The jobs of a node, in two lines: what waits for servers of others stands beside all else, so that nobody's mail waits until a
 * stranger's server has answered.
 */
export class JobRunners {
  readonly #lines: readonly JobRunner[];

  constructor(database: Database, ctx: Context, kinds: readonly JobKind[]) {
    const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
    const outside = kinds.filter((kind) => kind.outside).map(({ kind }) => kind);
    this.#lines =
      outside.length === 0
        ? [new JobRunner(database, ctx, byName)]
        : (['not in', 'in'] as const).map(
            (line) => new JobRunner(database, ctx, byName, { kinds: outside, in: line }),
          );
  }

  start(): void {
    for (const line of this.#lines) line.start();
  }

  /** See `JobRunner.wakeSoon`. */
  wakeSoon(): void {
    for (const line of this.#lines) line.wakeSoon();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.stop()));
  }

  /** Does everything that is due, and what becomes due by it. Returns how many jobs were tried. */
  async drain(): Promise<number> {
    let all = 0;
    for (;;) {
      const tried = await Promise.all(this.#lines.map((line) => line.drain()));
      const sum = tried.reduce((total, count) => total + count, 0);
      if (sum === 0) return all;
      all += sum;
    }
  }
}
