import type { Writer } from '../../db/open.ts';
import { instantOf } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { JobOrder } from './order.ts';

/** Context that a job's payload is sealed in: moved to another row, it does not open. */
export const jobSealContext = (id: string, kind: string): string => `job:${kind}:${id}`;

/** Puts a job in the queue, inside the caller's transaction. */
export async function insertJob(
  writer: Writer,
  keyring: Keyring,
  now: number,
  order: JobOrder,
): Promise<void> {
  const id = timeOrderedId(now);
  await writer
    .insertInto('jobs')
    .values({
      id,
      kind: order.kind,
      account_id: order.accountId,
      payload: keyring.seal(jobSealContext(id, order.kind), JSON.stringify(order.payload)),
      created_at: instantOf(now),
      run_at: instantOf(now + (order.delay ?? 0)),
      locked_until: null,
      locked_by: null,
      done_at: null,
      dead_at: null,
      last_error: null,
    })
    .execute();
}
