import { integrations } from '@loge/protocol';

/** Connected by its own page, rather than by an address and an access token. */
export const isOAuthType = (type: integrations.ScmType): type is integrations.OAuthType =>
  integrations.oauthTypes.some((one) => one === type);
