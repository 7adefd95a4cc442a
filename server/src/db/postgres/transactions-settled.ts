import { systemClock } from '../../kernel/clock.ts';

const lookEveryMs = 50;
/** The most looks. A write of Loge takes half a minute at most, because a silent connection is cut by then. */
const lookAtMost = 1200;

type Query = (text: string, values: readonly unknown[]) => Promise<unknown[]>;

/**
 * Resolves when every transaction of this database that has begun by now is over. Those of pg_dump do not count, since
 * they write nothing. A transaction is identified by its server process and its start.
 */
export async function transactionsSettled(query: Query): Promise<void> {
  const begun = new Set(await openTransactions(query));
  for (let look = 1; begun.size > 0; look++) {
    const open = new Set(await openTransactions(query));
    for (const one of begun) if (!open.has(one)) begun.delete(one);
    if (begun.size === 0) return;
    if (look >= lookAtMost)
      throw new Error('a transaction of this database stays open: end it and try again');
    await new Promise<void>((resolve) => systemClock.after(lookEveryMs, resolve, 'stays'));
  }
}

async function openTransactions(query: Query): Promise<string[]> {
  const rows = (await query(
    `select pid || ' ' || extract(epoch from xact_start)::text as one from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
       and backend_type = 'client backend' and application_name <> 'pg_dump'`,
    [],
  )) as { one: string }[];
  return rows.map(({ one }) => one);
}
