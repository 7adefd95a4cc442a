import type { SelectQueryBuilder } from 'kysely';
import type { Reader } from '../../db/open.ts';
import type { Tables } from '../../db/schema.ts';

export interface DueJob {
  readonly id: string;
  readonly account_id: string | null;
  readonly gather: string | null;
}

/** Looked through at once: several times what is done at once, so that one look is enough as a rule. */
const window = 64;
/** Looks beyond those who have the most that waits. */
const looks = 8;

/** Of jobs, those to be done now by whoever comes first. */
export const isDue = <O>(jobs: SelectQueryBuilder<Tables, 'jobs', O>, now: string) =>
  jobs
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('run_at', '<=', now)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', now)]));

/**
 * The jobs to be done next: one of each account in the order in which they came, then a second of each, and so on. What a
 * thousand jobs of one account wait for is each other, and nobody else waits for them. Nobody's jobs count as one account's.
 */
export async function fairlyDue(reader: Reader, now: string, count: number): Promise<DueJob[]> {
  const lines = new Map<string, DueJob[]>();
  const seen: (string | null)[] = [];
  for (let look = 0; look < looks && lines.size < count; look++) {
    const found = await oldestDue(reader, now, seen);
    for (const job of found) {
      const owner = job.account_id ?? '';
      const line = lines.get(owner);
      if (line) line.push(job);
      else {
        lines.set(owner, [job]);
        seen.push(job.account_id);
      }
    }
    if (found.length < window) break;
  }
  const dealt: DueJob[] = [];
  for (let round = 0; dealt.length < count; round++) {
    const next = [...lines.values()].flatMap((line) => line[round] ?? []);
    if (next.length === 0) break;
    dealt.push(...next);
  }
  return dealt.slice(0, count);
}

/** Of accounts that were not seen yet. */
function oldestDue(reader: Reader, now: string, seen: readonly (string | null)[]): Promise<DueJob[]> {
  const accounts = seen.filter((id) => id !== null);
  const nobodySeen = accounts.length < seen.length;
  let due = isDue(reader.selectFrom('jobs').select(['id', 'account_id', 'gather']), now)
    .orderBy('run_at')
    .orderBy('id')
    .limit(window);
  if (nobodySeen) due = due.where('account_id', 'is not', null);
  if (accounts.length > 0) {
    due = due.where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', 'not in', accounts)]));
  }
  return due.execute();
}
