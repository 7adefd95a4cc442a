import type { EventType } from '@loge/protocol';
import type { Reader } from '../../db/open.ts';

export interface LoggedEvent {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  /** JSON of a `JournalPayload`. Null once it is erased. */
  readonly data: string | null;
}

/** How many rows the account's journal has, which is the number of its last row. */
export async function eventCount(reader: Reader, accountId: string): Promise<number> {
  const head = await reader
    .selectFrom('journal_heads')
    .select('seq')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return head?.seq ?? 0;
}

const events = (reader: Reader, accountId: string) =>
  reader
    .selectFrom('journal')
    .leftJoin('journal_payloads', 'journal_payloads.journal_id', 'journal.id')
    .select(['journal.id as id', 'journal.at as at', 'journal.type as type', 'journal_payloads.data as data'])
    .where('journal.account_id', '=', accountId)
    .orderBy('journal.seq', 'desc');

/** The account's rows numbered `first` to `last`, newest first. A page costs the same however far back it is. */
export async function eventsBetween(
  reader: Reader,
  accountId: string,
  first: number,
  last: number,
): Promise<LoggedEvent[]> {
  return events(reader, accountId)
    .where('journal.seq', '>=', first)
    .where('journal.seq', '<=', last)
    .execute();
}

interface Since {
  readonly since: string;
  /** Undefined means all types. */
  readonly types?: readonly EventType[] | undefined;
  readonly atMost: number;
}

export async function eventsSince(
  reader: Reader,
  accountId: string,
  { since, types, atMost }: Since,
): Promise<LoggedEvent[]> {
  return events(reader, accountId)
    .where('journal.at', '>=', since)
    .$if(types !== undefined, (query) => query.where('journal.type', 'in', types ?? []))
    .limit(atMost)
    .execute();
}

/** Whether an event of this type ever happened to the account. The journal never forgets types. */
export async function everHappened(reader: Reader, accountId: string, type: EventType): Promise<boolean> {
  const row = await reader
    .selectFrom('journal')
    .select('id')
    .where('account_id', '=', accountId)
    .where('type', '=', type)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One page of the account's rows of some types, newest first, and how many there are in all. */
export async function eventsOfTypes(
  reader: Reader,
  accountId: string,
  types: readonly EventType[],
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: LoggedEvent[]; total: number }> {
  const { total } = await reader
    .selectFrom('journal')
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .where('account_id', '=', accountId)
    .where('type', 'in', types)
    .executeTakeFirstOrThrow();
  const rows = await events(reader, accountId)
    .where('journal.type', 'in', types)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total: Number(total) };
}
