import * as z from 'zod/mini';
import { application } from './applications.ts';
import { id, instant, line, linkToken, typedPassword } from './primitives.ts';
import { anyone, type Chapter, member, route } from './route.ts';

/**
 * Deleting the account. It is asked for, confirmed by mail, can be undone for a while, and is then erased (docs/rules.md#proof-by-api,
 * docs/rules.md#deletion).
 */

/** How many hours the mailed link is good. */
export const linkHours = 24;

export const chapter: Chapter = {
  order: 9,
  name: 'Leaving',
  about: 'Ending all access, a copy of one’s data, deletion.',
  routes: ['revocation', 'deletion', 'data_export'],
};

export const getDeletion = route({
  id: 'deletion.get',
  method: 'GET',
  path: '/v1/users/self/deletion',
  summary: 'What deleting the account would end, what blocks it, and how long it could be undone.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({
    deletion: z.object({
      /** When the deletion was asked for; null when none waits for its confirmation. */
      requested_at: z.nullable(instant),
      grace_days: z.number(),
      owned_applications: z.array(application),
    }),
  }),
});

export const requestDeletion = route({
  id: 'deletion.request',
  method: 'POST',
  path: '/v1/users/delete',
  summary:
    'Ask for the account’s deletion: a link to confirm it is mailed. Refused, with the list, while it owns applications.',
  auth: member('account:write', { proof: 'fresh_or_new_token' }),
  body: { root: null, form: true, schema: z.object({ current_password: z.optional(typedPassword) }) },
  status: 202,
  reply: z.object({}),
  errors: ['account_unconfirmed'],
  records: [
    'deletion_requested',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
  ],
});

export const confirmDeletion = route({
  id: 'deletion.confirm',
  method: 'POST',
  path: '/v1/users/delete/:id/confirm',
  summary:
    'Delete the account, with the mailed token and that account’s own credential. Sessions and tokens end at once.',
  auth: member('account:write', { proof: 'fresh_or_code' }),
  params: z.object({ id }),
  body: {
    root: 'deletion',
    schema: z.object({
      token: linkToken,
      reason: z.optional(z.nullable(line(200))),
      details: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(2000, 'too_long')))),
      current_password: z.optional(typedPassword),
    }),
  },
  status: 200,
  reply: z.object({ deletion: z.object({ id, erase_at: instant }) }),
  records: [
    'deletion_confirmed',
    'delete_token',
    'key_disabled',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
    'email_change_cancelled',
    'account_erased',
  ],
});

const link = { root: null, schema: z.strictObject({ token: linkToken }) } as const;

export const stopDeletion = route({
  id: 'deletion.stop',
  method: 'POST',
  path: '/v1/users/delete/stop',
  summary: 'By the link in the mail about it: what was asked for does not happen.',
  auth: anyone,
  body: link,
  status: 200,
  reply: z.object({}),
  records: ['deletion_cancelled'],
});

export const undoDeletion = route({
  id: 'deletion.undo',
  method: 'POST',
  path: '/v1/users/delete/undo',
  summary: 'By the mailed link, until the account is erased: it is back. Tokens stay revoked.',
  auth: anyone,
  body: link,
  status: 200,
  reply: z.object({}),
  records: ['deletion_undone', 'key_enabled'],
});
