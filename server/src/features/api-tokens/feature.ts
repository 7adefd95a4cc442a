import { listOf } from '../../kernel/text-list.ts';
import type { Feature } from '../../platform/feature.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { tokenCredentials } from './credentials.ts';
import {
  tokenCreatedMail,
  tokenLeakedMail,
  tokenRenewedMail,
  tokensExpiringMail,
  tokensOfKeyRevokedMail,
  tokensRevokedMail,
} from './mails.ts';
import { allTokensOf } from './personal-queries.ts';
import { leakJob } from './report-leak.ts';
import { tokenListeners } from './revoke-tokens.ts';
import { apiTokenRoutes } from './routes.ts';
import { signingKeyContext } from './signing-keys.ts';
import { allCallsOf, allUsesOf, deleteMarksBefore } from './use-queries.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

const sweepUses: Sweep = (tx, before) => deleteMarksBefore(tx, before);

/** API tokens: long-lived secrets, exchanged for JWTs of an hour or less that anybody can verify. */
export const apiTokensFeature: Feature = {
  routes: apiTokenRoutes,
  credentials: tokenCredentials,
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
      tables: {
        api_tokens: { exported: 'name and dates, never the hash', erased: 'the rows' },
        api_token_uses: { exported: 'address, client, first and last use', erased: 'the rows' },
        api_token_calls: { exported: 'what was called last and when', erased: 'the rows' },
      },
      export: async (reader, accountId) => ({
        tokens: (await allTokensOf(reader, accountId)).map((token) => ({
          ...token,
          scopes: listOf(token.scopes),
          applications: listOf(token.applications),
        })),
        uses: (await allUsesOf(reader, accountId)).map(({ account_id: _, ...use }) => use),
        calls: (await allCallsOf(reader, accountId)).map(({ account_id: _, ...call }) => call),
      }),
    },
  ],
};

export { createToken } from './create-token.ts';
export { signForKey, verifyForKey } from './key-jwt.ts';
export { tokensOf } from './queries.ts';
export { revokeSomeTokens, revokeTokens } from './revoke-tokens.ts';
export { hasSigningKeys } from './signing-key-queries.ts';
export { makeSigningKey, publishedAheadMs } from './signing-keys.ts';
export type { AskedLimits } from './token-limits.ts';
