import * as z from 'zod/mini';
import { userReply } from './accounts.ts';
import { instant, linkToken } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** The e-mail address and its change, which waits for a link. Asking for one is `PUT /v1/users/account`. */

/** How many hours the link to the new address is good. */
export const linkHours = 24;
/** How many days the old address can undo a change (docs/rules.md#undo-of-an-address-change). */
export const undoDays = 7;

const link = { root: null, schema: z.strictObject({ token: linkToken }) } as const;

export const getEmail = route({
  id: 'users.email',
  method: 'GET',
  path: '/v1/users/self/email',
  summary:
    'The e-mail address, when it was confirmed (null while it is not), and one that waits for its link.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({
    email: z.object({
      address: z.string(),
      confirmed_at: z.nullable(instant),
      pending: z.nullable(z.object({ address: z.string(), requested_at: instant, expires_at: instant })),
    }),
  }),
});

export const confirmEmailChange = route({
  id: 'email_change.confirm',
  method: 'POST',
  path: '/v1/users/email/confirm',
  summary: 'Take the new address, with the token mailed to it and that account’s session or password.',
  auth: { by: ['session', 'password'] },
  body: link,
  status: 200,
  reply: userReply,
  records: ['email_changed', 'recovery_code_used', 'second_factor_failed'],
});

export const cancelEmailChange = route({
  id: 'email_change.cancel',
  method: 'POST',
  path: '/v1/users/email/cancel',
  summary: 'By the link mailed to the old address: the change that waits does not happen.',
  auth: anyone,
  body: link,
  status: 200,
  reply: z.object({}),
  records: ['email_change_cancelled'],
});

export const withdrawEmailChange = route({
  id: 'email_change.withdraw',
  method: 'DELETE',
  path: '/v1/users/self/email/change',
  summary: 'Give up the change that waits. Nothing happens when none does.',
  auth: member('account:write'),
  status: 204,
  reply: null,
  records: ['email_change_cancelled'],
});

export const undoEmailChange = route({
  id: 'email_change.undo',
  method: 'POST',
  path: '/v1/users/email/undo',
  summary:
    'By the link mailed to the old address, for seven days: it is back, every session ends, tokens, factors and passkeys added since stop working, and a new password is set by mail.',
  auth: anyone,
  body: link,
  status: 200,
  reply: z.object({}),
  records: [
    'email_change_undone',
    'delete_token',
    'key_disabled',
    'password_reset_query',
    'email_change_cancelled',
    'deletion_cancelled',
  ],
});
