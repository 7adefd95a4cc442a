import * as z from 'zod/mini';
import { eventCategories } from './events.ts';
import { id, instant, pageQuery, pagination } from './primitives.ts';
import { anyone, type Chapter, member, route } from './route.ts';

/** The account's events, as its owner may read them (docs/contract.md#events). */

export const event = z.object({
  id,
  created_at: instant,
  type: z.string(),
  type_data: z.record(z.string(), z.unknown()),
  user: z.object({ id, username: z.string(), email: z.string() }),
});
export type AccountEvent = z.output<typeof event>;

export const eventPages = { defaultSize: 30, maxSize: 100, maxHours: 72, maxSince: 1000 } as const;

export const chapter: Chapter = {
  order: 5,
  name: 'Events',
  about: 'What happened to the account.',
  routes: ['events'],
};

export const listEvents = route({
  id: 'events.list',
  method: 'GET',
  path: '/v1/events',
  summary:
    'The account’s events, newest first, by category if wanted. `from` (1 to 72, hours) overrides paging: one page, of 1,000 at most (`meta.truncated`).',
  auth: member('events:read'),
  query: z.object({
    ...pageQuery,
    from: z.optional(z.string()),
    category: z.optional(z.enum(eventCategories)),
  }),
  status: 200,
  reply: z.object({
    events: z.array(event),
    meta: z.object({
      pagination,
      /** With `from`: whether there were more events than its one page holds. Without `from`, pages show them all. */
      truncated: z.optional(z.boolean()),
    }),
  }),
});

const vocabulary = z.object({
  id,
  name: z.string(),
  /** English words made from the name. The pages have their own. */
  display_name: z.string(),
});

export const listEventTypes = route({
  id: 'events.types',
  method: 'GET',
  path: '/v1/event_types',
  summary: 'Every type of event that there is, with its category.',
  auth: anyone,
  status: 200,
  reply: z.object({
    event_types: z.array(z.extend(vocabulary, { category_id: id, description: z.string() })),
  }),
});

export const listEventCategories = route({
  id: 'events.categories',
  method: 'GET',
  path: '/v1/event_categories',
  summary: 'The categories of events, in the order that they are shown in.',
  auth: anyone,
  status: 200,
  reply: z.object({ event_categories: z.array(z.extend(vocabulary, { position: z.number() })) }),
});
