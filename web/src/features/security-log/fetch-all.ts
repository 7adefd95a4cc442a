import { type EventCategory, securityLog } from '@loge/protocol';
import { call } from '../../api/call.ts';

const perPage = 100;
/** The most pages that are fetched: ten thousand rows. Longer logs are read through the API. */
const maxPages = 100;

/** Every event of a category, page by page. */
export async function fetchAll(category: EventCategory | undefined): Promise<securityLog.AccountEvent[]> {
  const events: securityLog.AccountEvent[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const query = { page: String(page), per_page: String(perPage), category };
    const reply = await call(securityLog.listEvents, { query });
    events.push(...reply.events);
    if (reply.meta.pagination.next_page === null) break;
  }
  return events;
}
