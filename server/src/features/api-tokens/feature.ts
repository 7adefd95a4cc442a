import type { Context } from '../../platform/context.ts';
import type { Feature } from '../../platform/feature.ts';
import type { Authenticators } from '../../platform/http/principal.ts';
import { makeBearerAuthenticator, makeTokenAuthenticator } from './authenticate-token.ts';
import { Jwts } from './jwt.ts';
import { makeKeyJwts } from './key-jwt.ts';
import { tokenCreatedMail, tokenRenewedMail, tokenRevokedMail } from './mails.ts';
import { allTokensOf, deleteTokens } from './queries.ts';
import { tokenListeners } from './revoke-tokens.ts';
import { apiTokenRoutes } from './routes.ts';
import { SigningKeys } from './signing-keys.ts';

const mails = [tokenCreatedMail, tokenRenewedMail, tokenRevokedMail];

/** API tokens: long-lived secrets, exchanged for one-hour JWTs that anybody can verify. */
export const apiTokensFeature: Feature = {
  mails,
  listeners: tokenListeners,
  personal: [{ name: 'api-tokens', tables: ['api_tokens'], export: allTokensOf, erase: deleteTokens }],
};

/** What needs the signing keys, which each server loads for itself. */
export function serveApiTokens(
  ctx: Context,
): Required<Pick<Feature, 'routes'>> &
  Pick<Authenticators, 'bearer' | 'token'> & { readonly keyJwts: ReturnType<typeof makeKeyJwts> } {
  const keys = new SigningKeys(ctx);
  const jwts = new Jwts(ctx, keys);
  return {
    routes: apiTokenRoutes(jwts, keys),
    bearer: makeBearerAuthenticator(ctx, jwts),
    token: makeTokenAuthenticator(ctx),
    keyJwts: makeKeyJwts(ctx, keys),
  };
}

export { createToken } from './create-token.ts';
export { holdToken } from './hold-token.ts';
export { tokensOf } from './queries.ts';
export { revokeTokens } from './revoke-tokens.ts';
export { makeSigningKey } from './signing-keys.ts';
