import { apiTokens, scopes as ownScopes, tokenExchange } from '@loge/protocol';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { bind } from '../../platform/http/bind.ts';
import type { Principal } from '../../platform/principal.ts';
import { isTokenPrincipal } from './authenticate-token.ts';
import { createToken, type TokenWithSecret } from './create-token.ts';
import { exchangeToken } from './exchange-token.ts';
import { introspectToken } from './introspect-token.ts';
import { tokenOf, tokensOf } from './queries.ts';
import { renewToken } from './renew-token.ts';
import { reportLeak } from './report-leak.ts';
import { revokeToken } from './revoke-token.ts';
import { showUses } from './show-uses.ts';
import { keySetMaxAgeMs, signingKeysOf } from './signing-keys.ts';
import { toToken } from './token-object.ts';
import { tokenUsesOf } from './token-uses.ts';

const viewer = (ctx: Context, { applications }: Principal) => ({ now: ctx.now(), applications });

const shown = (ctx: Context, principal: Principal, { row, secret }: TokenWithSecret) => ({
  token: { ...toToken(row, viewer(ctx, principal)), token: secret },
});

export const apiTokenRoutes = [
  bind(apiTokens.listTokens, async (ctx, { principal, query }) => {
    const rows = await tokensOf(ctx.reader, principal.account.id, instantOf(ctx.now()), query.state);
    return { tokens: rows.map((row) => toToken(row, viewer(ctx, principal))) };
  }),
  bind(apiTokens.createToken, async (ctx, { actor, principal, body }) => {
    const { name, ...asked } = body;
    const made = await createToken(ctx, actor, principal.account, name, { asked, by: principal });
    return shown(ctx, principal, made);
  }),
  bind(apiTokens.showToken, async (ctx, { principal, params }) => {
    const token = await tokenOf(ctx.reader, principal.account.id, params.id, instantOf(ctx.now()));
    if (!token) throw notFound('token');
    return { token: toToken(token, viewer(ctx, principal)) };
  }),
  bind(apiTokens.tokenUses, (ctx, { principal, params }) => showUses(ctx, principal, params.id)),
  bind(apiTokens.renewToken, async (ctx, { actor, principal, params, body }) =>
    shown(ctx, principal, await renewToken(ctx, actor, principal, params.id, body)),
  ),
  bind(apiTokens.renewTokenByPut, async (ctx, { actor, principal, params, body }) =>
    shown(ctx, principal, await renewToken(ctx, actor, principal, params.id, body)),
  ),
  bind(apiTokens.revokeToken, async (ctx, { actor, principal, params, query }) => {
    const descendants = query.descendants === 'true';
    await revokeToken(ctx, actor, principal.account, params.id, { descendants });
    return undefined;
  }),
  bind(apiTokens.revokeCurrent, async (ctx, { actor, principal }) => {
    // The JWT of an SSH login has no token.
    if (!isTokenPrincipal(principal)) throw notFound('token');
    await revokeToken(ctx, actor, principal.account, principal.credential.id);
    return undefined;
  }),
  bind(apiTokens.reportLeak, async (ctx, { actor, body }) => {
    await reportLeak(ctx, actor, body.tokens);
    return {};
  }),
  bind(tokenExchange.exchangeToken, async (ctx, { principal, body, origin }) => {
    if (!isTokenPrincipal(principal)) throw new AppError('not_authenticated');
    const token = await exchangeToken(ctx, principal, body, origin);
    tokenUsesOf(ctx).exchanged(principal.credential.id, origin);
    return { token };
  }),
  bind(tokenExchange.introspectToken, async (ctx, { principal, body }) =>
    introspectToken(ctx, principal.service, body),
  ),
  bind(apiTokens.listScopes, async (ctx) => {
    const { LOGE_TOKEN_SCOPES: declared, LOGE_TOKEN_MAX_DAYS: maxDays } = ctx.config;
    return {
      scopes: [
        ...ownScopes.map((name) => ({ name, description: null })),
        ...declared.map(({ name, description }) => ({ name, description })),
      ],
      max_days: maxDays === 0 ? null : maxDays,
    };
  }),
  bind(tokenExchange.jwks, async (ctx, { reply }) => {
    reply.cacheFor(keySetMaxAgeMs / 1000);
    return { keys: [...(await signingKeysOf(ctx).published())] };
  }),
];
