import * as z from 'zod/mini';
import { id, instant, requiredLine } from './primitives.ts';
import { member, route } from './route.ts';

/** API tokens and their exchange for a one-hour JWT (wire contract, section 5). */

export const token = z.object({
  id,
  name: z.string(),
  created_at: instant,
  last_used_at: z.nullable(instant),
  issued_at: instant,
});
export type Token = z.output<typeof token>;

/** Only when made or renewed: with its secret, this once. */
export const tokenWithSecret = z.extend(token, { token: z.string() });

const tokenParams = z.object({ id });

export const listTokens = route({
  id: 'tokens.list',
  method: 'GET',
  path: '/v1/tokens',
  summary: 'The account’s API tokens, without secrets.',
  auth: member('tokens:read'),
  status: 200,
  reply: z.object({ tokens: z.array(token) }),
  errors: [],
  records: [],
});

export const createToken = route({
  id: 'tokens.create',
  method: 'POST',
  path: '/v1/tokens',
  summary: 'Make an API token; its secret is answered this once.',
  auth: { by: ['session', 'bearer', 'password'], scope: 'tokens:write', confirmed: true },
  body: { root: 'token', bare: true, schema: z.object({ name: requiredLine(200) }) },
  status: 201,
  reply: z.object({ token: tokenWithSecret }),
  errors: [],
  records: ['new_token', 'recovery_code_used', 'second_factor_failed', 'password_rehashed'],
});

export const showToken = route({
  id: 'tokens.show',
  method: 'GET',
  path: '/v1/tokens/:id',
  summary: 'One API token, without its secret.',
  auth: member('tokens:read'),
  params: tokenParams,
  status: 200,
  reply: z.object({ token }),
  errors: [],
  records: [],
});

export const renewToken = route({
  id: 'tokens.renew',
  method: 'PATCH',
  path: '/v1/tokens/:id/renew',
  summary: 'Give a token a new secret under the same id; the old secret dies at once.',
  auth: member('tokens:write'),
  params: tokenParams,
  status: 200,
  reply: z.object({ token: tokenWithSecret }),
  errors: [],
  records: ['regenerate_token'],
});

export const revokeToken = route({
  id: 'tokens.revoke',
  method: 'DELETE',
  path: '/v1/tokens/:id',
  summary: 'Revoke a token; it and its JWTs are refused from the next request on.',
  auth: member('tokens:write'),
  params: tokenParams,
  status: 204,
  reply: null,
  errors: [],
  records: ['delete_token'],
});

export const exchangeToken = route({
  id: 'tokens.exchange',
  method: 'POST',
  path: '/v1/tokens/exchange',
  summary: 'Exchange an API token (Basic, empty user) for a one-hour JWT.',
  auth: { by: ['token'] },
  status: 200,
  reply: z.object({ token: z.string() }),
  errors: [],
  records: { nothing: 'changes only the token’s use mark, which is touched (settled 31)' },
});

export const jwks = route({
  id: 'jwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'The public keys that verify Loge’s JWTs (RFC 7517).',
  auth: { by: [] },
  status: 200,
  reply: z.object({
    keys: z.array(
      z.object({
        kty: z.string(),
        crv: z.optional(z.string()),
        x: z.optional(z.string()),
        y: z.optional(z.string()),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  }),
  errors: [],
  records: [],
});
