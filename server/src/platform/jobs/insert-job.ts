import type { Writer } from '../../db/open.ts';
import { instantOf, minutes } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { JobOrder } from './order.ts';

/** Context that a job's payload is sealed in: moved to another row, it does not open. */
export const jobSealContext = (id: string, kind: string): string => `job:${kind}:${id}`;

/** The first of like jobs is done at once; what comes within this time of it, or of those gathered last, waits for its end. */
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

/** At once where none was lately; with those that wait already; else as long after the last ones as those had waited. */
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
  // One that failed is tried again much later; it takes those with it that have waited meanwhile, or they go before.
  return lastAt > now ? Math.min(lastAt, now + gatherMs) : lastAt + gatherMs;
}
