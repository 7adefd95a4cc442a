import type { BodyOf, ReplyOf, tokenExchange } from '@loge/protocol';
import type { Context } from '../../platform/context.ts';
import type { ServicePrincipal } from '../../platform/principal.ts';
import { ownedBy } from '../applications/feature.ts';
import { limitsNow } from './authenticate-token.ts';
import { fullScope, jwtsOf } from './jwt.ts';
import { introspectedToken } from './queries.ts';
import { isExpired, isGenerationLive } from './token-life.ts';
import { tokenUsesOf } from './token-uses.ts';

type Asked = BodyOf<typeof tokenExchange.introspectToken>;
type Answer = ReplyOf<typeof tokenExchange.introspectToken>;

const inactive: Answer = { active: false };

/**
 * Whether a JWT is good now, and for what (RFC 7662), read from the database every time. About one that is not for the
 * service that asks nothing more is said than about one that is none (docs/rules.md#introspection).
 */
export async function introspectToken(
  ctx: Context,
  { audiences }: ServicePrincipal['service'],
  asked: Asked,
): Promise<Answer> {
  const claims = await jwtsOf(ctx).verify(asked.token);
  if (!claims?.audience.some((name) => audiences.includes(name))) return inactive;
  const token = await introspectedToken(ctx.reader, claims.tokenId);
  if (token?.account_id !== claims.accountId) return inactive;
  const now = ctx.now();
  if (isExpired(token, now) || !isGenerationLive(token, claims.generation, now)) return inactive;
  if (token.suspended_at !== null || token.deleting_since !== null) return inactive;
  const { scopes, applications } = limitsNow(token, claims);
  const owned = applications === null ? null : await ownedBy(ctx.reader, token.account_id);
  if (asked.scope !== undefined)
    tokenUsesOf(ctx).introspected(token.id, asked.scope, asked.application ?? '');
  return {
    active: true,
    scope: scopes?.join(' ') ?? fullScope,
    ...(applications === null ? {} : { applications: applications.filter((id) => owned?.has(id)) }),
    sub: token.account_id,
    username: token.username,
    token_type: 'Bearer',
    token_id: token.id,
    jti: claims.jti,
    iss: jwtsOf(ctx).issuer,
    aud: [...claims.audience],
    iat: claims.issuedAt,
    exp: claims.expiresAt,
  };
}
