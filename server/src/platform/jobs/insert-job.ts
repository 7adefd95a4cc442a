import type { Writer } from '../../db/open.ts';
import { instantOf, minutes } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { JobOrder } from './order.ts';

/** The context that a job's payload is sealed to. Moved to another row, the payload does not open. */
export const jobSealContext = (id: string, kind: string): string => `job:${kind}:${id}`;

/** How long jobs are gathered. The first is done at once. Jobs within this time after it, or after the last batch, wait. */
export const gatherMs = minutes(5);

/** Puts a job in the queue, inside the caller's transaction. */
export async function insertJob(writer: Writer, key: SecretKey, now: number, order: JobOrder): Promise<void> {
  const id = timeOrderedId(now);
  const runAt = order.gather ? await gatheredAt(writer, now, order) : now + (order.delay ?? 0);
  await writer
    .insertInto('jobs')
    .values({
      id,
      kind: order.kind,
      account_id: order.accountId,
      gather: order.gather ?? null,
      payload: key.seal(jobSealContext(id, order.kind), JSON.stringify(order.payload)),
      created_at: instantOf(now),
      run_at: instantOf(runAt),
      locked_until: null,
      locked_by: null,
      done_at: null,
      dead_at: null,
      last_error: null,
    })
    .execute();
}

/** When to run: at once if none ran lately, with the jobs that wait if there are any, else `gatherMs` after the last ones. */
async function gatheredAt(writer: Writer, now: number, { accountId, gather }: JobOrder): Promise<number> {
  const last = await writer
    .selectFrom('jobs')
    .select('run_at')
    .where('account_id', '=', accountId)
    .where('gather', '=', gather ?? null)
    .where('run_at', '>', instantOf(now - gatherMs))
    .orderBy('run_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return now;
  const lastAt = Date.parse(last.run_at);
  // A failed job may be due much later. Then these jobs go before it, or it takes along those that still wait.
  return lastAt > now ? Math.min(lastAt, now + gatherMs) : lastAt + gatherMs;
}
