import * as z from 'zod/mini';
import { id } from './primitives.ts';
import { route } from './route.ts';
import { applicationIds, scopeName } from './token-limits.ts';

/**
 * What an API token is exchanged for (docs/contract.md#api-tokens, docs/rules.md#jwts): short-lived JWTs, which services
 * verify by themselves with our public keys, or ask about.
 */

/** The shortest and the longest life of a JWT, in seconds. */
export const jwtSeconds = { min: 60, default: 3600, max: 3600 } as const;

export const exchangeToken = route({
  id: 'tokens.exchange',
  method: 'POST',
  path: '/v1/tokens/exchange',
  summary:
    'Exchange an API token (Basic, empty user) for a JWT of one hour or less, with what the token may do or less.',
  auth: { by: ['token'] },
  body: {
    root: null,
    schema: z.object({
      /** Scopes, separated by spaces (RFC 6749, 3.3). */
      scope: z.optional(z.nullable(z.string().check(z.maxLength(2000, 'too_long')))),
      applications: z.optional(z.nullable(applicationIds)),
      /** Seconds. */
      ttl: z.optional(
        z.nullable(
          z
            .number()
            .check(z.int('invalid'), z.gte(jwtSeconds.min, 'invalid'), z.lte(jwtSeconds.max, 'too_late')),
        ),
      ),
      /** Services that the JWT is for. A narrowed JWT is for Loge itself only when asked (docs/rules.md#audiences). */
      audience: z.optional(
        z.nullable(z.array(scopeName).check(z.minLength(1, 'missing'), z.maxLength(20, 'too_many'))),
      ),
    }),
  },
  status: 200,
  reply: z.object({ token: z.string() }),
  records: { nothing: 'changes only the token’s use mark, which is touched' },
});

/** Token introspection (RFC 7662), as JSON or as a form: services of the platform ask about JWTs that are meant for them. */
export const introspectToken = route({
  id: 'tokens.introspect',
  method: 'POST',
  path: '/v1/introspect',
  summary: 'Whether a JWT is good now, and for what (RFC 7662); only about the calling service’s audiences.',
  auth: { by: ['service', 'client'], service: 'tokens:introspect' },
  body: {
    root: null,
    form: true,
    schema: z.object({
      token: z.string().check(z.minLength(1, 'missing'), z.maxLength(8192, 'too_long')),
      /** What the service is about to do with the JWT. It is noted, so that members see what a token really needs. */
      scope: z.optional(scopeName),
      application: z.optional(id),
    }),
  },
  status: 200,
  reply: z.object({
    active: z.boolean(),
    scope: z.optional(z.string()),
    applications: z.optional(z.array(z.string())),
    sub: z.optional(z.string()),
    username: z.optional(z.string()),
    token_type: z.optional(z.string()),
    token_id: z.optional(z.string()),
    jti: z.optional(z.string()),
    iss: z.optional(z.string()),
    aud: z.optional(z.array(z.string())),
    iat: z.optional(z.number()),
    exp: z.optional(z.number()),
  }),
  records: { nothing: 'changes only use marks, which are touched' },
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
});
