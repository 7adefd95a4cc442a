import { apiTokens } from '@loge/protocol';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { bind } from '../../platform/http/bind.ts';
import { isTokenPrincipal } from './authenticate-token.ts';
import { createToken, type TokenWithSecret } from './create-token.ts';
import type { Jwts } from './jwt.ts';
import { type ApiToken, tokenOf, tokensOf } from './queries.ts';
import { renewToken } from './renew-token.ts';
import { revokeToken } from './revoke-token.ts';
import type { SigningKeys } from './signing-keys.ts';

const toToken = (row: ApiToken): apiTokens.Token => ({
  id: row.id,
  name: row.name,
  created_at: row.created_at,
  last_used_at: row.last_used_at,
  issued_at: row.issued_at,
  scopes: row.scopes === null ? null : JSON.parse(row.scopes),
  applications: row.applications === null ? null : JSON.parse(row.applications),
  expires_at: row.expires_at,
  state: row.revoked_at === null ? 'active' : 'revoked',
  revoked_at: row.revoked_at,
  last_used_from:
    row.last_used_at === null ? null : { remote_ip: row.last_used_ip, client: row.last_used_client },
  overlap_until: row.previous_until,
  parent_id: row.parent_id,
});

const shown = ({ row, secret }: TokenWithSecret) => ({ token: { ...toToken(row), token: secret } });

export const apiTokenRoutes = (jwts: Jwts, keys: SigningKeys) => [
  bind(apiTokens.listTokens, async (ctx, { principal }) => ({
    tokens: (await tokensOf(ctx.reader, principal.account.id)).map(toToken),
  })),
  bind(apiTokens.createToken, async (ctx, { actor, principal, body }) =>
    shown(await createToken(ctx, actor, principal.account, body.name)),
  ),
  bind(apiTokens.showToken, async (ctx, { principal, params }) => {
    const token = await tokenOf(ctx.reader, principal.account.id, params.id);
    if (!token) throw notFound('token');
    return { token: toToken(token) };
  }),
  bind(apiTokens.renewToken, async (ctx, { actor, principal, params }) =>
    shown(await renewToken(ctx, actor, principal.account, params.id)),
  ),
  bind(apiTokens.revokeToken, async (ctx, { actor, principal, params }) =>
    revokeToken(ctx, actor, principal.account, params.id).then(() => undefined),
  ),
  bind(apiTokens.exchangeToken, async (_ctx, { principal }) => {
    if (!isTokenPrincipal(principal)) throw new AppError('not_authenticated');
    const token = await jwts.sign({
      accountId: principal.account.id,
      tokenId: principal.credential.id ?? '',
      generation: principal.generation,
    });
    return { token };
  }),
  bind(apiTokens.jwks, async (_ctx, { reply }) => {
    reply.cacheFor(300);
    return { keys: [...(await keys.published())] };
  }),
];
