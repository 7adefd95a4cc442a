import * as z from 'zod/mini';
import { password } from './primitives.ts';
import { userReply } from './profile.ts';
import { anyone, route } from './route.ts';

/** Being signed in on a browser. The cookie is `__Host-`, its secret kept only as a hash. */

export const signIn = route({
  id: 'sessions.create',
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Sign in on this browser with e-mail or username and password.',
  auth: { ...anyone, sameOrigin: true },
  body: {
    root: 'session',
    schema: z.strictObject({
      login: z.string().check(z.trim(), z.minLength(1, 'missing'), z.maxLength(254, 'too_long')),
      password,
      remember: z.optional(z.boolean()),
    }),
  },
  status: 201,
  reply: userReply,
  errors: ['invalid_credentials', 'account_suspended'],
  records: ['login_success', 'login_failure', 'login_lock'],
});

export const signOut = route({
  id: 'sessions.end_current',
  method: 'DELETE',
  path: '/v1/sessions/current',
  summary: 'Sign out of this browser; the session ends on the server at once.',
  auth: { by: ['session'] },
  status: 204,
  reply: null,
  errors: [],
  records: ['logout'],
});
