import type { integrations } from '@loge/protocol';
import type { Config } from '../../platform/config/config.ts';

/** Loge as an OAuth application of a provider: what the operator was given there. */
export interface OAuthRegistration {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The provider's origin. */
  readonly origin: string;
}

/** Null where the operator has configured none. */
export function oauthRegistration(config: Config, type: integrations.OAuthType): OAuthRegistration | null {
  const [clientId, clientSecret, url] =
    type === 'github'
      ? [config.LOGE_GITHUB_CLIENT_ID, config.LOGE_GITHUB_CLIENT_SECRET, config.LOGE_GITHUB_URL]
      : [config.LOGE_GITLAB_CLIENT_ID, config.LOGE_GITLAB_CLIENT_SECRET, config.LOGE_GITLAB_URL];
  return clientId === '' ? null : { clientId, clientSecret, origin: url.origin };
}
