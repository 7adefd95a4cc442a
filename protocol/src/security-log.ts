import * as z from 'zod/mini';
import { type EventType, eventTypes } from './events.ts';
import { id, instant, pageQuery, pagination } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** What happened to the account, as its owner may read it (docs/contract.md#events). */

export const event = z.object({
  id,
  created_at: instant,
  type: z.string(),
  type_data: z.record(z.string(), z.unknown()),
  user: z.object({ id, username: z.string(), email: z.string() }),
});
export type AccountEvent = z.output<typeof event>;

/** What somebody may be looking for in their log. */
export const categories = ['sign_in', 'credentials', 'tokens', 'account'] as const;
export type Category = (typeof categories)[number];

const named: Record<Exclude<Category, 'account'>, readonly EventType[]> = {
  sign_in: [
    'login_success',
    'login_failure',
    'login_lock',
    'login_unlock_success',
    'logout',
    'session_ended',
    'sessions_ended',
    'second_factor_failed',
    'proof_given',
    'proof_failed',
    'recovery_code_used',
    'everything_revoked',
    'access_ended',
  ],
  credentials: [
    'password_changed',
    'password_rehashed',
    'password_dropped',
    'password_reset_query',
    'password_reset_success',
    'password_reset_refused',
    'operator_enrolled',
    'operator_reset',
    'tfa_begun',
    'tfa_enabled',
    'tfa_disabled',
    'tfa_stopped',
    'tfa_reset_requested',
    'tfa_reset_stopped',
    'tfa_reset',
    'recovery_codes_made',
    'recovery_codes_rehashed',
    'passkey_added',
    'passkey_renamed',
    'passkey_removed',
    'email_confirmed',
    'confirmation_sent',
    'email_released',
    'email_change_requested',
    'email_change_cancelled',
    'email_changed',
    'email_change_undone',
  ],
  tokens: [
    'new_token',
    'regenerate_token',
    'delete_token',
    'token_leaked',
    'new_key',
    'edit_key',
    'delete_key',
    'key_disabled',
    'key_enabled',
    'key_claim_begun',
    'key_reclaimed',
    'key_lost',
  ],
};

/** The events of a category; whatever no other one names is about the account. */
export function typesOf(category: Category): readonly EventType[] {
  if (category !== 'account') return named[category];
  const others = new Set(Object.values(named).flat());
  return eventTypes.filter((type) => !others.has(type));
}

export const eventPages = { defaultSize: 30, maxSize: 100, maxHours: 72, maxSince: 1000 } as const;

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
    category: z.optional(z.enum(categories)),
  }),
  status: 200,
  reply: z.object({
    events: z.array(event),
    meta: z.object({
      pagination,
      /** With `from`: whether there were more than its one page holds; pages show them all. */
      truncated: z.optional(z.boolean()),
    }),
  }),
  errors: [],
  records: [],
});

const vocabulary = z.object({
  id,
  name: z.string(),
  /** In English, from the name; pages have their own words. */
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
  errors: [],
  records: [],
});

export const listEventCategories = route({
  id: 'events.categories',
  method: 'GET',
  path: '/v1/event_categories',
  summary: 'The categories of events, in the order that they are shown in.',
  auth: anyone,
  status: 200,
  reply: z.object({ event_categories: z.array(z.extend(vocabulary, { position: z.number() })) }),
  errors: [],
  records: [],
});
