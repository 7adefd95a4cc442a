import * as z from 'zod/mini';
import { email, linkToken, locale, password } from './primitives.ts';
import { anyone, route } from './route.ts';

/** A forgotten password. Changing a known one is `PUT /v1/users/account`. */

/** Minutes a reset link stays good. */
export const resetMinutes = 60;

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
  records: ['password_reset_success', 'email_confirmed'],
});
