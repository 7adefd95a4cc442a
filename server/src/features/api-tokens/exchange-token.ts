import { type BodyOf, tokenExchange } from '@loge/protocol';
import type { Origin } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { networkOf } from '../../platform/throttle.ts';
import { ownedBy } from '../applications/feature.ts';
import type { TokenPrincipal } from './authenticate-token.ts';
import { jwtsOf } from './jwt.ts';
import { knownScopes } from './known-scopes.ts';
import type { Limits } from './token-limits.ts';

type Asked = BodyOf<typeof tokenExchange.exchangeToken>;

/**
 * A JWT with what the token may do, or with less when that is asked for; never beyond the end of the secret that was
 * shown. Throws 422 on `scope`, `applications` or `audience`.
 */
export async function exchangeToken(
  ctx: Context,
  principal: TokenPrincipal,
  asked: Asked,
  origin: Origin,
): Promise<string> {
  ctx.throttle.takeHere(exchangeLimits(principal.credential.id, origin.remoteIp));
  const { account, credential, generation, endsAt } = principal;
  const jwts = jwtsOf(ctx);
  const limits = await narrowed(ctx, principal, asked);
  const ttl = asked.ttl ?? tokenExchange.jwtSeconds.default;
  const end = ctx.now() + ttl * 1000;
  return jwts.sign({
    accountId: account.id,
    tokenId: credential.id,
    generation,
    ...limits,
    audience: audienceOf(asked, jwts.issuer, ctx.config.LOGE_AUDIENCES),
    expiresAt: Math.floor((endsAt === null ? end : Math.min(end, Date.parse(endsAt))) / 1000),
  });
}

/**
 * Never more than the token's own (docs/rules.md#tokens-made-by-tokens), and of its applications those that the account
 * owns now.
 */
async function narrowed(ctx: Context, token: TokenPrincipal, asked: Asked): Promise<Limits> {
  const scopes = asked.scope == null ? token.scopes : scopesAsked(ctx, token, asked.scope);
  if (asked.applications == null && token.applications === null) return { scopes, applications: null };
  if (scopes === null) throw invalidField('applications', 'needs_scopes');
  const owned = await ownedBy(ctx.reader, token.account.id);
  if (asked.applications == null) {
    return { scopes, applications: token.applications?.filter((id) => owned.has(id)) ?? null };
  }
  const applications = [...new Set(asked.applications)];
  if (applications.some((id) => token.applications && !token.applications.includes(id)))
    throw invalidField('applications', 'beyond_parent');
  if (applications.some((id) => !owned.has(id))) throw invalidField('applications', 'unknown_application');
  return { scopes, applications };
}

/** Of a space-separated list (RFC 6749, 3.3). */
function scopesAsked(ctx: Context, token: TokenPrincipal, text: string): string[] {
  const scopes = [...new Set(text.split(' ').filter((name) => name !== ''))];
  if (scopes.length === 0) throw invalidField('scope', 'missing');
  const known = knownScopes(ctx.config);
  if (scopes.some((name) => !known.has(name) && !token.scopes?.includes(name)))
    throw invalidField('scope', 'unknown_scope');
  if (scopes.some((name) => token.scopes && !token.scopes.includes(name)))
    throw invalidField('scope', 'beyond_parent');
  return scopes;
}

/**
 * Who the JWT is for: those that are named, else everybody who verifies JWTs; but a narrowed one, made to be handed
 * on, is for Loge itself only when that is asked for (docs/rules.md#audiences).
 */
function audienceOf(
  { audience, scope, applications }: Asked,
  issuer: string,
  services: readonly string[],
): string[] {
  const all = [...new Set([issuer, ...services])];
  if (audience != null) {
    if (audience.some((name) => !all.includes(name))) throw invalidField('audience', 'unknown_audience');
    return [...new Set(audience)];
  }
  if (scope == null && applications == null) return all;
  const others = all.filter((name) => name !== issuer);
  // A JWT for nobody helps nobody: where Loge is the only one, it has to be named.
  if (others.length === 0) throw invalidField('audience', 'missing', { suggestion: issuer });
  return others;
}

/**
 * The exchange's own budget (docs/rules.md#exchange-budget): a command line exchanges before every call, and a company's
 * machines share an address, so it stops a loop that went wrong and nothing else.
 */
const exchangeLimits = (tokenId: string, remoteIp: string | null) => [
  { name: 'exchange:token', subject: tokenId, max: 600, windowMs: 60_000 },
  { name: 'exchange:network', subject: networkOf(remoteIp), max: 6000, windowMs: 60_000 },
];
