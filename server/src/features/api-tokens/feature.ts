import { listOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import type { Feature } from '../../platform/feature.ts';
import type { Authenticators } from '../../platform/http/authenticators.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { isTokenPrincipal, makeBearerAuthenticator, makeTokenAuthenticator } from './authenticate-token.ts';
import { Jwts } from './jwt.ts';
import { makeKeyJwts } from './key-jwt.ts';
import {
  tokenCreatedMail,
  tokenLeakedMail,
  tokenRenewedMail,
  tokensExpiringMail,
  tokensOfKeyRevokedMail,
  tokensRevokedMail,
} from './mails.ts';
import { allTokensOf, deleteTokens } from './personal-queries.ts';
import { leakJob } from './report-leak.ts';
import { tokenListeners } from './revoke-tokens.ts';
import { apiTokenRoutes } from './routes.ts';
import { SigningKeys, signingKeyContext } from './signing-keys.ts';
import { TokenUses } from './token-uses.ts';
import { allCallsOf, allUsesOf, deleteMarksBefore, deleteMarksOf } from './use-queries.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

const sweepUses: Sweep = (tx, before) => deleteMarksBefore(tx, before);

/** API tokens: long-lived secrets, exchanged for JWTs of an hour or less that anybody can verify. */
export const apiTokensFeature: Feature = {
  mails: [
    tokenCreatedMail,
    tokenRenewedMail,
    tokensRevokedMail,
    tokenLeakedMail,
    tokensExpiringMail,
    tokensOfKeyRevokedMail,
  ],
  jobs: [leakJob],
  listeners: tokenListeners,
  sweeps: [warnOfExpiry, sweepUses],
  sealed: [{ table: 'signing_keys', key: 'kid', column: 'sealed_private_key', context: signingKeyContext }],
  personal: [
    {
      name: 'api-tokens',
      tables: ['api_tokens', 'api_token_uses', 'api_token_calls'],
      export: async (reader, accountId) => ({
        tokens: (await allTokensOf(reader, accountId)).map((token) => ({
          ...token,
          scopes: listOf(token.scopes),
          applications: listOf(token.applications),
        })),
        uses: (await allUsesOf(reader, accountId)).map(({ account_id: _, ...use }) => use),
        calls: (await allCallsOf(reader, accountId)).map(({ account_id: _, ...call }) => call),
      }),
      async erase(tx, accountId) {
        await deleteMarksOf(tx, accountId);
        await deleteTokens(tx, accountId);
      },
    },
  ],
};

/** What needs the signing keys, which each server loads for itself. */
export function serveApiTokens(
  ctx: Context,
): Required<Pick<Feature, 'routes'>> &
  Pick<Authenticators, 'bearer' | 'token' | 'called'> & { readonly keyJwts: ReturnType<typeof makeKeyJwts> } {
  const keys = new SigningKeys(ctx);
  const jwts = new Jwts(ctx, keys);
  const uses = new TokenUses(ctx);
  return {
    routes: apiTokenRoutes(ctx, { jwts, keys, uses }),
    bearer: makeBearerAuthenticator(ctx, jwts),
    token: makeTokenAuthenticator(ctx),
    keyJwts: makeKeyJwts(ctx, keys),
    called: (principal, scope, origin) => {
      // The JWT of an SSH login has no token.
      if (isTokenPrincipal(principal)) uses.called(principal.credential.id, scope, origin);
    },
  };
}

export { createToken } from './create-token.ts';
export { lockToken } from './lock-token.ts';
export { tokensOf } from './queries.ts';
export { revokeSomeTokens, revokeTokens } from './revoke-tokens.ts';
export { hasSigningKeys } from './signing-key-queries.ts';
export { makeSigningKey, publishedAheadMs } from './signing-keys.ts';
export type { AskedLimits } from './token-limits.ts';
