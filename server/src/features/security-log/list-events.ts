import { type ReplyOf, securityLog } from '@loge/protocol';
import { hours, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Account, Principal } from '../../platform/http/principal.ts';
import {
  eventCount,
  eventsBetween,
  eventsOfTypes,
  eventsSince,
  type LoggedEvent,
} from '../../platform/journal/read.ts';

type Event = securityLog.AccountEvent;

export interface EventQuery {
  readonly page?: string | undefined;
  readonly per_page?: string | undefined;
  readonly from?: string | undefined;
  readonly category?: securityLog.Category | undefined;
}

// Events of three days in one answer; an account with more is under attack, and pages are there for it.
const maxSince = 1000;
// Rows of a category are not numbered: a page far back is paid for by skipping, so there is an end to it.
const maxCategoryPage = 1000;

/**
 * The account's events, newest first, by page or of the last hours (wire contract, section 13). A token that is limited
 * to applications reads nothing about others: its pages may hold fewer than were counted.
 */
export async function listEvents(
  ctx: Context,
  { account, applications }: Principal,
  query: EventQuery,
): Promise<ReplyOf<typeof securityLog.listEvents>> {
  const events = (rows: readonly LoggedEvent[]) =>
    rows.map((row) => toEvent(row, account)).filter((event) => isWithin(applications, event));
  const { defaultSize, maxSize, maxHours } = securityLog.eventPages;
  const size = bounded(query.per_page, defaultSize, maxSize);
  if (query.from !== undefined) {
    const since = instantOf(ctx.now() - hours(bounded(query.from, maxHours, maxHours)));
    const rows = await eventsSince(ctx.reader, account.id, since, maxSince);
    const total = await eventCount(ctx.reader, account.id);
    return reply(events(rows), 1, Math.max(1, Math.ceil(total / size)), total);
  }
  const { rows, page, pages, total } = query.category
    ? await pageOfCategory(ctx, account, query.category, query.page, size)
    : await pageOfAll(ctx, account, query.page, size);
  return reply(events(rows), page, pages, total);
}

interface Page {
  readonly rows: LoggedEvent[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** Rows are numbered within the account, so a page costs the same however far back. */
async function pageOfAll(
  ctx: Context,
  account: Account,
  wanted: string | undefined,
  size: number,
): Promise<Page> {
  const total = await eventCount(ctx.reader, account.id);
  const pages = Math.max(1, Math.ceil(total / size));
  // Past the end is an empty page, as the clients expect, but never a number too large to count with.
  const page = bounded(wanted, 1, pages + 1);
  const newest = total - (page - 1) * size;
  const rows = await eventsBetween(ctx.reader, account.id, newest - size + 1, newest);
  return { rows, page, pages, total };
}

async function pageOfCategory(
  ctx: Context,
  account: Account,
  category: securityLog.Category,
  wanted: string | undefined,
  size: number,
): Promise<Page> {
  const page = bounded(wanted, 1, maxCategoryPage);
  const { rows, total } = await eventsOfTypes(ctx.reader, account.id, securityLog.typesOf(category), {
    offset: (page - 1) * size,
    limit: size,
  });
  return { rows, page, pages: Math.max(1, Math.ceil(total / size)), total };
}

const isWithin = (applications: Principal['applications'], { type_data }: Event): boolean =>
  applications === null || type_data.app_id === undefined || applications.includes(String(type_data.app_id));

const reply = (
  events: Event[],
  page: number,
  pages: number,
  total: number,
): ReplyOf<typeof securityLog.listEvents> => ({
  events,
  meta: {
    pagination: {
      current_page: page,
      prev_page: page > 1 ? page - 1 : null,
      next_page: page < pages ? page + 1 : null,
      total_pages: pages,
      total_count: total,
    },
  },
});

/** A whole number from 1 to `max`; the default for what is no number. */
function bounded(text: string | undefined, fallback: number, max: number): number {
  const number = Number(text);
  if (text === undefined || !Number.isInteger(number) || number < 1) return fallback;
  return Math.min(number, max);
}

function toEvent(row: LoggedEvent, account: Account): Event {
  return {
    id: row.id,
    created_at: row.at,
    type: row.type,
    type_data: dataOf(row),
    user: { id: account.id, username: account.username, email: account.email },
  };
}

/**
 * What the event is about; nothing where that was erased, or is of no shape that we know: an event is never left out for
 * how it was written down, by an earlier version or by a later one.
 */
function dataOf({ data: text }: LoggedEvent): Event['type_data'] {
  try {
    const { data } = JSON.parse(text ?? '{}') as { data?: unknown };
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {};
  } catch {
    return {};
  }
}
