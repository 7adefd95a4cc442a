import * as z from 'zod/mini';
import { email, instant, linkToken, locale, password } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** What is known of a password, and the way back when it is forgotten. Changing it is `PUT /v1/users/account`. */

/** Minutes a reset link stays good. */
export const resetMinutes = 60;

export const getPassword = route({
  id: 'password.get',
  method: 'GET',
  path: '/v1/users/self/password',
  summary: 'When the password was set; null while the account has none.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ password: z.object({ set_at: z.nullable(instant) }) }),
  errors: [],
  records: [],
});

export const requestPasswordReset = route({
  id: 'password.request_reset',
  method: 'POST',
  path: '/v1/users/password/reset',
  summary: 'Mail a reset link. The answer is the same whether or not the address belongs to an account.',
  auth: anyone,
  body: { root: 'user', schema: z.strictObject({ email, locale: z.optional(locale) }) },
  status: 202,
  reply: z.object({}),
  errors: [],
  records: ['password_reset_query'],
});

export const resetPassword = route({
  id: 'password.reset',
  method: 'PUT',
  path: '/v1/users/password/reset',
  summary: 'Set a new password with the mailed token; every session and remembered browser ends.',
  auth: anyone,
  body: { root: 'user', schema: z.strictObject({ token: linkToken, password }) },
  status: 200,
  reply: z.object({}),
  errors: [],
  records: [
    'password_reset_success',
    'email_confirmed',
    'account_reclaimed',
    'delete_key',
    'email_change_cancelled',
    'deletion_cancelled',
  ],
});
