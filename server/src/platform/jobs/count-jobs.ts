import type { Reader } from '../../db/open.ts';

export interface JobCounts {
  readonly waiting: number;
  /** Given up on; somebody should look. */
  readonly dead: number;
}

export async function countJobs(reader: Reader): Promise<JobCounts> {
  const counts = await reader
    .selectFrom('jobs')
    .select((eb) => [
      eb.fn.count<number | string>('dead_at').as('dead'),
      eb.fn.count<number | string>('done_at').as('done'),
      eb.fn.countAll<number | string>().as('all'),
    ])
    .executeTakeFirstOrThrow();
  // `pg` returns counts as text.
  const dead = Number(counts.dead);
  return { waiting: Number(counts.all) - Number(counts.done) - dead, dead };
}
