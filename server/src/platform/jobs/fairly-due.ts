import type { SelectQueryBuilder } from 'kysely';
import type { Reader } from '../../db/open.ts';
import type { Tables } from '../../db/schema.ts';

interface DueJob {
  readonly id: string;
  readonly account_id: string | null;
  readonly gather: string | null;
}

/** How many jobs one look reads: several times what is done at once, so that one look is usually enough. */
const window = 64;
/** How many looks, each beyond the accounts that were seen before. */
const looks = 8;

/** Which jobs a runner does: those of these kinds, or all but those. */
export interface Line {
  readonly kinds: readonly string[];
  readonly in: 'in' | 'not in';
}

/** Restricts a query to the jobs of a line that are due and that no runner holds. */
export const isDue = <O>(jobs: SelectQueryBuilder<Tables, 'jobs', O>, now: string, line: Line) =>
  jobs
    .$if(line.kinds.length > 0, (query) => query.where('kind', line.in, line.kinds))
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('run_at', '<=', now)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', now)]));

/**
 * The jobs to be done next: one of each account in the order in which they came, then a second of each, and so on. A
 * thousand jobs of one account wait for each other, and no other account waits for them. Jobs without an account count as
 * one account's.
 */
export async function fairlyDue(reader: Reader, now: string, count: number, line: Line): Promise<DueJob[]> {
  const lines = new Map<string, DueJob[]>();
  const seen: (string | null)[] = [];
  for (let look = 0; look < looks && lines.size < count; look++) {
    const found = await oldestDue(reader, now, seen, line);
    for (const job of found) {
      const owner = job.account_id ?? '';
      const waiting = lines.get(owner);
      if (waiting) waiting.push(job);
      else {
        lines.set(owner, [job]);
        seen.push(job.account_id);
      }
    }
    if (found.length < window) break;
  }
  const dealt: DueJob[] = [];
  for (let round = 0; dealt.length < count; round++) {
    const next = [...lines.values()].flatMap((waiting) => waiting[round] ?? []);
    if (next.length === 0) break;
    dealt.push(...next);
  }
  return dealt.slice(0, count);
}

/** The oldest due jobs of the accounts that were not seen yet. */
function oldestDue(
  reader: Reader,
  now: string,
  seen: readonly (string | null)[],
  line: Line,
): Promise<DueJob[]> {
  const accounts = seen.filter((id) => id !== null);
  const nobodySeen = accounts.length < seen.length;
  let due = isDue(reader.selectFrom('jobs').select(['id', 'account_id', 'gather']), now, line)
    .orderBy('run_at')
    .orderBy('id')
    .limit(window);
  if (nobodySeen) due = due.where('account_id', 'is not', null);
  if (accounts.length > 0) {
    due = due.where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', 'not in', accounts)]));
  }
  return due.execute();
}
