import type { Reader } from '../../db/open.ts';
import type { Instant } from '../../kernel/clock.ts';
import { mailJobKind } from '../mail/mailer.ts';

interface JobCounts {
  readonly waiting: number;
  /** Jobs that were given up. An operator should look at them. */
  readonly dead: number;
  /** Mails that failed at least once, and wait for another try. */
  readonly failingMails: number;
  /** Since when the oldest failing mail waits, and the error of its last try. */
  readonly oldest: { readonly since: Instant; readonly error: string } | null;
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
  const failing = await reader
    .selectFrom('jobs')
    .select(['created_at', 'last_error'])
    .where('kind', '=', mailJobKind)
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('last_error', 'is not', null)
    .orderBy('created_at')
    .execute();
  const [first] = failing;
  // `pg` returns counts as text.
  const dead = Number(counts.dead);
  return {
    waiting: Number(counts.all) - Number(counts.done) - dead,
    dead,
    failingMails: failing.length,
    oldest: first ? { since: first.created_at, error: first.last_error ?? '' } : null,
  };
}
