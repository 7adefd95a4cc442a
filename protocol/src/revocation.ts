import * as z from 'zod/mini';
import { id, instant, typedPassword } from './primitives.ts';
import { member, route } from './route.ts';

/** Ending everything that opens the account elsewhere, in one act. */

const stopped = {
  /** Sessions on other browsers. */
  sessions: z.number(),
  tokens: z.array(z.object({ id, name: z.string(), last_used_at: z.nullable(instant) })),
  /** SSH keys that are enabled. They are disabled only when asked. */
  keys: z.array(z.object({ id, name: z.string(), last_used_at: z.nullable(instant) })),
  /** Browsers that are spared the second factor. */
  trusted_browsers: z.number(),
};

export const previewRevocation = route({
  id: 'revocation.preview',
  method: 'GET',
  path: '/v1/users/self/revocation',
  summary: 'What ending all other access would stop. Changes nothing.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ revocation: z.object(stopped) }),
});

export const revokeEverything = route({
  id: 'revocation.revoke',
  method: 'POST',
  path: '/v1/users/self/revocation',
  summary:
    'End every other session, revoke every API token, with `keys` also disable every SSH key, and ask every browser for the second factor again. Answers what was stopped.',
  auth: member('account:write', { proof: 'fresh' }),
  body: {
    root: 'revocation',
    bare: true,
    schema: z.strictObject({ current_password: z.optional(typedPassword), keys: z.optional(z.boolean()) }),
  },
  status: 200,
  reply: z.object({ revocation: z.object({ ...stopped, at: instant }) }),
  records: [
    'everything_revoked',
    'delete_token',
    'key_disabled',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
  ],
});
