/**
 * Providers: GitHub, GitLab and Forgejo, as Loge asks them (their APIs) and as it is sent back from them (OAuth). It is given a
 * `fetch`, and knows no database: whose tokens these are, the features know that use it.
 */

export { makeProvider } from './make-provider.ts';
export { type GrantedTokens, isRefusedForGood, OAuthClient } from './oauth-client.ts';
export { oauthRegistration, registrationAt, signInRegistration } from './oauth-registration.ts';
export type { Identity, Provider } from './provider.ts';
export { ProviderError } from './provider-error.ts';
export { providerName } from './provider-name.ts';
export { refusalOf } from './provider-refusal.ts';
export { type AuthorizationAnswer, redeemCode } from './redeem-code.ts';
export { isOAuthType, oauthTypeOf, scmTypeOf } from './scm-type.ts';
export { readSearchQuery } from './search-query.ts';
