import * as z from 'zod/mini';
import { id, instant, linkToken, typedPassword } from './primitives.ts';
import { anyone, type Chapter, member, route } from './route.ts';

/** Two-factor authentication by an authenticator app, and recovery codes (docs/contract.md#two-factor). */

/** How many minutes a new secret waits for the code that validates it. */
export const pendingMinutes = 10;
/** How many hours the mail about a new second factor can stop it (docs/rules.md#stop-of-a-second-factor). */
export const stopHours = 24;
export const recoveryCodeCount = 10;

const status = { uuid: id, enabled: z.boolean(), provider: z.nullable(z.string()) };

/**
 * A code as clients send it: text, or a number that lost its leading zeros; left-padded to six digits. A number
 * is never a recovery code.
 */
const attempt = z.union([
  z.string().check(z.minLength(1, 'missing'), z.maxLength(64, 'too_long')),
  z.int().check(z.gte(0, 'invalid'), z.lte(999_999, 'invalid')),
]);

export const chapter: Chapter = {
  order: 8,
  name: 'Two-factor authentication',
  about: 'Authenticator apps and recovery codes.',
  routes: ['tfa'],
};

export const getTfa = route({
  id: 'tfa.get',
  method: 'GET',
  path: '/v1/client/tfa',
  summary: 'Whether codes of an authenticator app are asked for.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ tfa: z.object(status) }),
});

export const beginTfa = route({
  id: 'tfa.begin',
  method: 'POST',
  path: '/v1/client/tfa',
  summary: 'Make a secret for an authenticator app; a code validates it within ten minutes.',
  auth: member('account:write', { proof: 'fresh_or_new_token' }),
  body: {
    root: 'tfa',
    bare: true,
    schema: z.object({
      /** Always `totp`. */
      provider: z._default(z.string().check(z.maxLength(40, 'too_long')), 'totp'),
      current_password: z.optional(typedPassword),
    }),
  },
  status: 200,
  reply: z.object({ tfa: z.object({ ...status, uri: z.string() }) }),
  records: ['tfa_begun', 'proof_given', 'proof_failed', 'second_factor_failed', 'recovery_code_used'],
});

export const validateTfa = route({
  id: 'tfa.validate',
  method: 'POST',
  path: '/v1/client/tfa/validate',
  summary: 'Turn two-factor authentication on with a first code; answers the recovery codes, this once.',
  auth: member('account:write', { proof: 'begun' }),
  body: { root: 'tfa', bare: true, schema: z.object({ attempt }) },
  status: 200,
  reply: z.object({ tfa: z.object({ codes: z.array(z.string()), user: z.object(status) }) }),
  records: ['tfa_enabled', 'recovery_codes_made', 'second_factor_failed'],
});

export const disableTfa = route({
  id: 'tfa.disable',
  method: 'DELETE',
  path: '/v1/client/tfa',
  summary:
    'Turn two-factor authentication off with a code. A password that is too short without it is replaced in the same act.',
  auth: member('account:write', { proof: 'fresh_or_code' }),
  body: {
    root: 'tfa',
    bare: true,
    schema: z.object({
      attempt,
      password: z.optional(typedPassword),
      current_password: z.optional(typedPassword),
    }),
  },
  status: 200,
  // Both under the root and flat, since the JavaScript client unwraps nothing here (docs/contract.md#two-factor).
  reply: z.object({ tfa: z.object(status), ...status }),
  records: [
    'tfa_disabled',
    'password_changed',
    'recovery_code_used',
    'second_factor_failed',
    'proof_given',
    'proof_failed',
  ],
});

export const getCodes = route({
  id: 'tfa.codes',
  method: 'GET',
  path: '/v1/client/tfa/codes',
  summary: 'How many recovery codes are left, when they were made, and whether new ones would be stronger.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({
    codes: z.object({
      left: z.number(),
      made_at: z.nullable(instant),
      /** True for codes made when codes were shorter: what old backups hold of them can be guessed. */
      renewal_advised: z.boolean(),
    }),
  }),
});

export const renewCodes = route({
  id: 'tfa.renew_codes',
  method: 'POST',
  path: '/v1/client/tfa/codes',
  summary: 'Make new recovery codes, answered this once; the old ones die.',
  auth: member('account:write', { proof: 'fresh' }),
  body: { root: 'tfa', bare: true, schema: z.strictObject({ current_password: z.optional(typedPassword) }) },
  status: 200,
  reply: z.object({ tfa: z.object({ codes: z.array(z.string()) }) }),
  records: [
    'recovery_codes_made',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
  ],
});

export const stopTfa = route({
  id: 'tfa.stop',
  method: 'POST',
  path: '/v1/client/tfa/stop',
  summary:
    'By the link in the mail about the enabling: turn it off, end every session, revoke the token that it was done with and those made since, suspend passkeys added since, and set a new password by mail.',
  auth: anyone,
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({}),
  records: [
    'tfa_stopped',
    'delete_token',
    'key_disabled',
    'password_reset_query',
    'email_change_cancelled',
    'deletion_cancelled',
  ],
});

export const stopReset = route({
  id: 'tfa.stop_reset',
  method: 'POST',
  path: '/v1/client/tfa/reset/stop',
  summary: 'By the link in the mail about it: stop an operator’s removal of the second factor.',
  auth: anyone,
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({}),
  records: ['tfa_reset_stopped'],
});
