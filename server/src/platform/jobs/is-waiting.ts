import type { Reader } from '../../db/open.ts';

/** Whether a job of this kind waits or runs. */
export async function isWaiting(reader: Reader, kind: string): Promise<boolean> {
  const row = await reader
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
