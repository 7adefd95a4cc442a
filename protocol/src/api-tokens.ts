import * as z from 'zod/mini';
import { id, instant, requiredLine } from './primitives.ts';
import { type Chapter, member, route } from './route.ts';
import { applicationIds, scopeNames } from './token-limits.ts';

/**
 * API tokens (docs/contract.md#api-tokens, docs/rules.md#api-tokens): named secrets, with the account's exact permissions
 * or limited to scopes, applications and time. What they are exchanged for: `token-exchange.ts`.
 */

const tokenStates = ['active', 'expired', 'revoked'] as const;
export type TokenState = (typeof tokenStates)[number];
/** Which tokens a list holds. The default is the live ones, as existing clients expect. */
export const tokenLists = ['active', 'ended', 'all'] as const;
/** How many days a token and its uses stay listed after the token ended. */
export const endedDays = 30;
/** The longest overlap, in seconds, in which the old secret stays good after a renewal (docs/rules.md#renewal-with-overlap). */
export const maxOverlapSeconds = 86_400;
export const token = z.object({
  id,
  name: z.string(),
  created_at: instant,
  last_used_at: z.nullable(instant),
  issued_at: instant,
  /** Null means the exact permissions of the account. */
  scopes: z.nullable(z.array(z.string())),
  /** Ids of the applications that the token is limited to; null means all. */
  applications: z.nullable(z.array(z.string())),
  /** Null means never. */
  expires_at: z.nullable(instant),
  state: z.enum(tokenStates),
  revoked_at: z.nullable(instant),
  /** Network address and client of the last use. */
  last_used_from: z.nullable(z.object({ remote_ip: z.nullable(z.string()), client: z.nullable(z.string()) })),
  /** End of the overlap after a renewal: until then the old secret is good too. */
  overlap_until: z.nullable(instant),
  /** The token that made this one. */
  parent_id: z.nullable(id),
});
export type Token = z.output<typeof token>;

/** The answer to making or renewing a token: the only one that holds its secret. */
export const tokenWithSecret = z.extend(token, { token: z.string() });

const tokenParams = z.object({ id });
const expiry = {
  /** RFC 3339; null: never. */
  expires_at: z.optional(z.nullable(z.string().check(z.maxLength(40, 'invalid')))),
  expires_in_days: z.optional(
    z.number().check(z.int('invalid'), z.gte(1, 'invalid'), z.lte(36_500, 'too_late')),
  ),
};

export const chapter: Chapter = {
  order: 2,
  name: 'API tokens',
  about: 'Tokens, the JWTs that they are exchanged for, and the keys that verify those.',
  routes: ['tokens', 'jwks'],
};

export const listTokens = route({
  id: 'tokens.list',
  method: 'GET',
  path: '/v1/tokens',
  summary:
    'The account’s live API tokens, without secrets; `state=ended`: those that ended within 30 days; `all`: both.',
  auth: member('tokens:read'),
  query: z.object({ state: z.optional(z.enum(tokenLists, 'invalid')) }),
  status: 200,
  reply: z.object({ tokens: z.array(token) }),
});

export const createToken = route({
  id: 'tokens.create',
  method: 'POST',
  path: '/v1/tokens',
  summary:
    'Make an API token; its secret is answered this once. Without `scopes` it has the account’s exact permissions.',
  auth: {
    by: ['session', 'bearer', 'password'],
    scope: 'tokens:write',
    confirmed: true,
    contracts: true,
    proof: 'fresh_by_page',
  },
  body: {
    root: 'token',
    bare: true,
    schema: z.object({
      name: requiredLine(200),
      scopes: z.optional(z.nullable(scopeNames)),
      applications: z.optional(z.nullable(applicationIds)),
      ...expiry,
    }),
  },
  status: 201,
  reply: z.object({ token: tokenWithSecret }),
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
});

export const tokenUses = route({
  id: 'tokens.uses',
  method: 'GET',
  path: '/v1/tokens/:id/uses',
  summary:
    'Who used a token within 30 days, what it called, which tokens it made, and a narrower successor when it has full access.',
  auth: member('tokens:read'),
  params: tokenParams,
  status: 200,
  reply: z.object({
    uses: z.array(
      z.object({
        remote_ip: z.nullable(z.string()),
        client: z.nullable(z.string()),
        first_at: instant,
        last_at: instant,
        count: z.number(),
      }),
    ),
    called: z.array(z.object({ scope: z.string(), application: z.nullable(z.string()), last_at: instant })),
    /** Live tokens that this one made, directly or through others. */
    descendants: z.array(z.object({ id, name: z.string(), last_used_at: z.nullable(instant) })),
    /** Narrower limits that its calls so far would fit in. Null when the token is limited already, or called nothing. */
    suggestion: z.nullable(
      z.object({ scopes: z.array(z.string()), applications: z.nullable(z.array(z.string())) }),
    ),
  }),
});

export const renewToken = route({
  id: 'tokens.renew',
  method: 'PATCH',
  path: '/v1/tokens/:id/renew',
  summary:
    'Give a token a new secret under the same id and scopes. The old one dies at once, or `overlap_seconds` later.',
  auth: member('tokens:write', { proof: 'fresh_by_page' }),
  params: tokenParams,
  body: {
    root: 'token',
    bare: true,
    schema: z.object({
      overlap_seconds: z.optional(
        z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(maxOverlapSeconds, 'too_late')),
      ),
      ...expiry,
    }),
  },
  status: 200,
  reply: z.object({ token: tokenWithSecret }),
  records: ['regenerate_token'],
});

/** The same as above under another verb, which some clients use. */
export const renewTokenByPut = route({ ...renewToken, id: 'tokens.renew_by_put', method: 'PUT' });

export const revokeToken = route({
  id: 'tokens.revoke',
  method: 'DELETE',
  path: '/v1/tokens/:id',
  summary:
    'Revoke a token, with `descendants=true` also those that it made; refused from the next request on, JWTs too.',
  auth: member('tokens:write'),
  params: tokenParams,
  query: z.object({ descendants: z.optional(z.enum(['true', 'false'], 'invalid')) }),
  status: 204,
  reply: null,
  records: ['delete_token'],
});

export const revokeCurrent = route({
  id: 'tokens.revoke_current',
  method: 'DELETE',
  path: '/v1/tokens/current',
  summary: 'Revoke the very token that is used (Basic, empty user, or a JWT of it).',
  auth: { by: ['token', 'bearer'] },
  status: 204,
  reply: null,
  records: ['delete_token'],
});

export const reportLeak = route({
  id: 'tokens.report_leak',
  method: 'POST',
  path: '/v1/tokens/leaked',
  summary:
    'Report secrets found where they should not be, up to 100: those that are tokens are revoked with what they made, and their owners told. Answers nothing about them.',
  auth: { by: [] },
  body: {
    root: null,
    schema: z.object({
      tokens: z
        .array(z.string().check(z.maxLength(200, 'too_long')))
        .check(z.minLength(1, 'missing'), z.maxLength(100, 'too_many')),
    }),
  },
  status: 202,
  reply: z.object({}),
  records: ['token_leaked', 'delete_token'],
});

/** Scopes as the page offers them. */
export const listScopes = route({
  id: 'tokens.scopes',
  method: 'GET',
  path: '/v1/scopes',
  summary:
    'What a token can be limited to: Loge’s own scopes and those that the platform declares; the longest life.',
  auth: member('tokens:read'),
  status: 200,
  reply: z.object({
    scopes: z.array(
      z.object({
        name: z.string(),
        /** Words for a scope that the platform declared. The pages have their own words for Loge's scopes. */
        description: z.nullable(z.object({ en: z.string(), fr: z.string() })),
      }),
    ),
    /** The longest life of a token in days; null means that a token may live for ever. */
    max_days: z.nullable(z.number()),
  }),
});
