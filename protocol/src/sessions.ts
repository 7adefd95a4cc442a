import * as z from 'zod/mini';
import { proofMethods } from './errors.ts';
import { assertion } from './passkeys.ts';
import { id, instant, oneTimeCode, typedPassword } from './primitives.ts';
import { userReply } from './profile.ts';
import { anyone, type Chapter, member, route } from './route.ts';

/** Being signed in on a browser. The cookie has a `__Host-` name; only a hash of its secret is kept. */

export const chapter: Chapter = {
  order: 7,
  name: 'Signing in',
  about: 'Sessions, passwords, passkeys and addresses, for pages.',
  routes: ['sessions', 'provider_sign_in', 'identities', 'passkeys', 'password', 'email_change'],
};

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
      password: typedPassword,
      remember: z.optional(z.boolean()),
      /** The second factor, after the answer `otp_required`: a TOTP or recovery code, or a passkey's answer. */
      otp: z.optional(oneTimeCode),
      passkey: z.optional(assertion),
    }),
  },
  status: 201,
  reply: userReply,
  errors: ['invalid_credentials', 'account_suspended', 'account_deleting', 'otp_required', 'otp_invalid'],
  records: [
    'sessions_ended',
    'login_success',
    'login_failure',
    'login_lock',
    'login_unlock_success',
    'second_factor_failed',
    'recovery_code_used',
    'password_rehashed',
  ],
});

export const signInByPasskey = route({
  id: 'sessions.create_by_passkey',
  method: 'POST',
  path: '/v1/sessions/passkey',
  summary: 'Sign in on this browser with a passkey alone, which must have seen its owner.',
  auth: { ...anyone, sameOrigin: true },
  body: {
    root: 'session',
    schema: z.strictObject({ passkey: assertion, remember: z.optional(z.boolean()) }),
  },
  status: 201,
  reply: userReply,
  errors: ['invalid_credentials', 'account_suspended', 'account_deleting', 'otp_required', 'otp_invalid'],
  records: ['login_success', 'login_failure', 'second_factor_failed', 'sessions_ended'],
});

export const signOut = route({
  id: 'sessions.end_current',
  method: 'DELETE',
  path: '/v1/sessions/current',
  summary: 'Sign out of this browser; the session ends on the server at once.',
  auth: { by: ['session'] },
  status: 204,
  reply: null,
  records: ['logout'],
});

export const session = z.object({
  id,
  /** Browser and system in words, from its User-Agent; null when that tells nothing known. */
  browser: z.nullable(z.string()),
  system: z.nullable(z.string()),
  /** The network address that it was opened from. */
  remote_ip: z.nullable(z.string()),
  created_at: instant,
  /** The last use, to the minute. */
  seen_at: instant,
  remembered: z.boolean(),
  /** Whether it is the session that asks. */
  current: z.boolean(),
});
export type Session = z.output<typeof session>;

export const listSessions = route({
  id: 'sessions.list',
  method: 'GET',
  path: '/v1/sessions',
  summary: 'Where the account is signed in: sessions that would still be let in, last seen first.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ sessions: z.array(session) }),
});

export const endSession = route({
  id: 'sessions.end',
  method: 'DELETE',
  path: '/v1/sessions/:id',
  summary: 'End one session; it is refused from the next request on. Ending the one that asks signs out.',
  auth: member('account:write'),
  params: z.object({ id }),
  status: 204,
  reply: null,
  records: ['session_ended', 'logout'],
});

export const endOtherSessions = route({
  id: 'sessions.end_others',
  method: 'DELETE',
  path: '/v1/sessions',
  summary: 'End every session but the one that asks; by bearer, every one.',
  auth: member('account:write'),
  status: 204,
  reply: null,
  records: ['sessions_ended'],
});

export const getProof = route({
  id: 'sessions.proof',
  method: 'GET',
  path: '/v1/sessions/current/proof',
  summary: 'Until when this session’s proof is fresh, and what the account can prove with.',
  auth: { by: ['session'] },
  status: 200,
  reply: z.object({
    proof: z.object({ fresh_until: z.nullable(instant), methods: z.array(z.enum(proofMethods)) }),
  }),
});

export const prove = route({
  id: 'sessions.prove',
  method: 'POST',
  path: '/v1/sessions/current/proof',
  summary:
    'Prove again that it is you: by password, with a code or passkey when a second factor is on, or by a passkey alone. The session gets a new secret.',
  auth: { by: ['session'] },
  body: {
    root: 'proof',
    schema: z.strictObject({
      password: z.optional(typedPassword),
      otp: z.optional(oneTimeCode),
      passkey: z.optional(assertion),
    }),
  },
  status: 200,
  reply: getProof.reply,
  errors: ['proof_required', 'otp_required', 'otp_invalid'],
  records: ['proof_given', 'proof_failed', 'second_factor_failed', 'recovery_code_used', 'password_rehashed'],
});
