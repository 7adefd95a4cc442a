import * as z from 'zod/mini';
import { email, guessedLocale, id, instant, linkToken, typedPassword } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** What is known of a password, and how somebody who forgot it gets back in. `PUT /v1/users/account` changes it. */

/** How many minutes a reset link is good. */
export const resetMinutes = 60;
/** How many days a credential counts as lately made, so that a reset offers to end it. */
export const latelyDays = 30;
/** From this age on, in days, the oldest second factor cannot be ended by mail (ASVS 6.4.3). */
export const factorDays = 7;

/** What opens an account beside its password and its sessions. */
const accessKinds = [
  'api_token',
  'ssh_key',
  'passkey',
  'authenticator',
  'recovery_codes',
  'identity',
  'integration',
] as const;
export type AccessKind = (typeof accessKinds)[number];

const access = z.object({
  kind: z.enum(accessKinds),
  /** Id of the token, key, passkey, identity or integration. The kind itself where an account has one at most. */
  id: z.string(),
  /** The name that its owner gave it; null where it has none. */
  name: z.nullable(z.string()),
  /** When the credential, or its present secret, was made. */
  made_at: instant,
  last_used_at: z.nullable(instant),
  /** Whether it was made within the last 30 days, when a stranger may have done it. */
  lately: z.boolean(),
});
export type Access = z.output<typeof access>;

/** Ids of the credentials that stay. */
const kept = z.array(id).check(z.maxLength(2000, 'too_many'));
const keep = z.strictObject({
  api_tokens: kept,
  ssh_keys: kept,
  passkeys: kept,
  authenticator: z.boolean(),
  recovery_codes: z.boolean(),
  identities: z.optional(kept),
  integrations: z.optional(kept),
});
export type Keep = z.output<typeof keep>;

export const getPassword = route({
  id: 'password.get',
  method: 'GET',
  path: '/v1/users/self/password',
  summary: 'When the password was set; null while the account has none.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ password: z.object({ set_at: z.nullable(instant) }) }),
});

export const requestPasswordReset = route({
  id: 'password.request_reset',
  method: 'POST',
  path: '/v1/users/password/reset',
  summary: 'Mail a reset link. The answer is the same whether or not the address belongs to an account.',
  auth: anyone,
  body: { root: 'user', schema: z.strictObject({ email, locale: guessedLocale }) },
  status: 202,
  reply: z.object({}),
  records: ['password_reset_query'],
});

export const openReset = route({
  id: 'password.open_reset',
  method: 'POST',
  path: '/v1/users/password/reset/link',
  summary:
    'What a mailed reset link is about: the account, what ends with the new password in any case, and what can be ended with it. Changes nothing.',
  auth: anyone,
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({
    reset: z.object({
      username: z.string(),
      email: z.string(),
      /** Open sessions, and browsers that are spared the second factor. They end in any case. */
      sessions: z.number(),
      trusted_browsers: z.number(),
      /** The address that waits for its link, if any. Its change is given up in any case. */
      pending_email: z.nullable(z.string()),
      /** Credentials that the same act can end, the latest first. */
      access: z.array(access),
      /** The second factor that stays whatever is chosen, and that signing in asks for. */
      factor_stays: z.boolean(),
    }),
  }),
  records: { nothing: 'It only looks.' },
});

export const resetPassword = route({
  id: 'password.reset',
  method: 'PUT',
  path: '/v1/users/password/reset',
  summary:
    'Set a new password with the mailed token; every session and remembered browser ends. With `keep`, whatever else opens the account and is not named there ends too, in the same act.',
  auth: anyone,
  body: {
    root: 'user',
    schema: z.strictObject({ token: linkToken, password: typedPassword, keep: z.optional(keep) }),
  },
  status: 200,
  reply: z.object({}),
  records: [
    'password_reset_success',
    'access_ended',
    'delete_token',
    'key_disabled',
    'passkey_removed',
    'identity_removed',
    'delete_integration',
    'tfa_disabled',
    'email_confirmed',
    'account_reclaimed',
    'delete_key',
    'email_change_cancelled',
    'deletion_cancelled',
  ],
});
