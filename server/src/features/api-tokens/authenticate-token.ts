import { instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Principal } from '../../platform/http/principal.ts';
import type { Jwts } from './jwt.ts';
import { type LiveToken, liveTokenById, tokenBySecret, usedMark } from './queries.ts';
import { isTokenShaped } from './token-secret.ts';

const markEveryMs = minutes(1);

/**
 * Recognises a JWT. The signature may be remembered; whether its token was revoked or renewed, and its
 * account suspended, is asked of the database every time.
 */
export function makeBearerAuthenticator(
  ctx: Context,
  jwts: Jwts,
): (jwt: string) => Promise<Principal | null> {
  const lookUp = liveTokenById(ctx.reader);
  return async (jwt) => {
    const claims = await jwts.verify(jwt);
    if (!claims) return null;
    const token = await lookUp(claims.tokenId);
    const live = token && token.generation === claims.generation && token.account.id === claims.accountId;
    return live ? principalOf(token, 'bearer') : null;
  };
}

/** Recognises an API token on its way to be exchanged. */
export function makeTokenAuthenticator(ctx: Context): (secret: string) => Promise<Principal | null> {
  const lookUp = tokenBySecret(ctx.reader);
  return async (secret) => {
    if (!isTokenShaped(secret)) return null;
    const token = await lookUp(hashSecret(secret));
    if (!token) return null;
    const now = ctx.now();
    if (token.last_used_at === null || now - Date.parse(token.last_used_at) > markEveryMs) {
      // A use mark: losing the last one shows a use a minute early at most.
      ctx.touch(usedMark(token.id, instantOf(now)));
    }
    return principalOf(token, 'token');
  };
}

const principalOf = (token: LiveToken, kind: 'bearer' | 'token'): TokenPrincipal => ({
  account: token.account,
  credential: { kind, id: token.id, checked: { generation: token.generation } },
  scopes: null,
  applications: null,
  generation: token.generation,
  provedAt: token.proved_at,
});

/** A principal that came by a token: which generation of its secret. */
export interface TokenPrincipal extends Principal {
  readonly generation: number;
}

export const isTokenPrincipal = (principal: Principal): principal is TokenPrincipal =>
  'generation' in principal;
