import * as z from 'zod/mini';
import { id, instant, pageQuery, pagination } from './primitives.ts';
import { member, route } from './route.ts';

/** What happened to the account, as its owner may read it (wire contract, section 13). */

export const event = z.object({
  id,
  created_at: instant,
  type: z.string(),
  type_data: z.record(z.string(), z.unknown()),
  user: z.object({ id, username: z.string(), email: z.string() }),
});
export type AccountEvent = z.output<typeof event>;

export const eventPages = { defaultSize: 30, maxSize: 100, maxHours: 72 } as const;

export const listEvents = route({
  id: 'events.list',
  method: 'GET',
  path: '/v1/events',
  summary: 'The account’s events, newest first. `from` (1 to 72, hours) overrides paging.',
  auth: member('events:read'),
  query: z.object({ ...pageQuery, from: z.optional(z.string()) }),
  status: 200,
  reply: z.object({ events: z.array(event), meta: z.object({ pagination }) }),
  errors: [],
  records: [],
});
