import { type EventCategory, eventTypesOf, type ReplyOf, securityLog } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { hours, instantOf } from '../../kernel/clock.ts';
import { boundedNumber, paginationOf } from '../../kernel/paging.ts';
import type { Context } from '../../platform/context.ts';
import {
  eventCount,
  eventsBetween,
  eventsOfTypes,
  eventsSince,
  type LoggedEvent,
} from '../../platform/journal/read.ts';
import type { Principal } from '../../platform/principal.ts';

type Event = securityLog.AccountEvent;

interface EventQuery {
  readonly page?: string | undefined;
  readonly per_page?: string | undefined;
  readonly from?: string | undefined;
  readonly category?: EventCategory | undefined;
}

// Rows of a category are not numbered: a page far back is paid for by skipping, so there is an end to it.
const maxCategoryPage = 1000;

/**
 * The account's events, newest first, by page or of the last hours (docs/contract.md#events). A token that is limited
 * to applications reads nothing about others: its pages may hold fewer than were counted.
 */
export async function listEvents(
  ctx: Context,
  { account, applications }: Principal,
  query: EventQuery,
): Promise<ReplyOf<typeof securityLog.listEvents>> {
  const events = (rows: readonly LoggedEvent[]) =>
    rows.map((row) => toEvent(row, account)).filter((event) => isWithin(applications, event));
  const { defaultSize, maxSize, maxHours, maxSince } = securityLog.eventPages;
  if (query.from !== undefined) {
    const since = instantOf(ctx.now() - hours(boundedNumber(query.from, maxHours, maxHours)));
    const types = query.category && eventTypesOf(query.category);
    // One more than is shown, to know that there is more. An account with as many is under attack; pages show the rest.
    const rows = await eventsSince(ctx.reader, account.id, { since, types, atMost: maxSince + 1 });
    const shown = events(rows.slice(0, maxSince));
    const { events: list, meta } = reply(shown, 1, 1, shown.length, maxSince);
    return { events: list, meta: { ...meta, truncated: rows.length > maxSince } };
  }
  const size = boundedNumber(query.per_page, defaultSize, maxSize);
  const { rows, page, pages, total } = query.category
    ? await pageOfCategory(ctx, account, query.category, query.page, size)
    : await pageOfAll(ctx, account, query.page, size);
  return reply(events(rows), page, pages, total, size);
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
  const page = boundedNumber(wanted, 1, pages + 1);
  const newest = total - (page - 1) * size;
  const rows = await eventsBetween(ctx.reader, account.id, newest - size + 1, newest);
  return { rows, page, pages, total };
}

async function pageOfCategory(
  ctx: Context,
  account: Account,
  category: EventCategory,
  wanted: string | undefined,
  size: number,
): Promise<Page> {
  const page = boundedNumber(wanted, 1, maxCategoryPage);
  const { rows, total } = await eventsOfTypes(ctx.reader, account.id, eventTypesOf(category), {
    offset: (page - 1) * size,
    limit: size,
  });
  // No further than can be asked for: whoever follows `next_page` must come to an end.
  const pages = Math.min(Math.max(1, Math.ceil(total / size)), maxCategoryPage);
  return { rows, page, pages, total };
}

const isWithin = (applications: Principal['applications'], { type_data }: Event): boolean =>
  applications === null || type_data.app_id === undefined || applications.includes(String(type_data.app_id));

const reply = (
  events: Event[],
  page: number,
  pages: number,
  total: number,
  size: number,
): ReplyOf<typeof securityLog.listEvents> => ({
  events,
  meta: {
    pagination: paginationOf(page, pages, total, size),
  },
});

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
