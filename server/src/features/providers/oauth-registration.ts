import type { integrations } from '@loge/protocol';
import type { Config } from '../../platform/config/config.ts';
import { isOAuthType } from './scm-type.ts';

/** Loge as an OAuth application of a provider: what the operator was given there. */
export interface OAuthRegistration {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The provider's origin. */
  readonly origin: string;
}

/**
 * The registration at the origin that a link is to. Null for a link that was made before the operator named another origin: neither
 * the application's secret nor the link's refresh token is anything that the other one may see.
 */
export function registrationAt(
  config: Config,
  type: integrations.ScmType,
  origin: string,
): OAuthRegistration | null {
  const registration = isOAuthType(type) ? oauthRegistration(config, type) : null;
  return registration?.origin === origin ? registration : null;
}

/** The registration by which repositories and keys are read. Null where the operator has configured none. */
export function oauthRegistration(config: Config, type: integrations.OAuthType): OAuthRegistration | null {
  return type === 'github'
    ? registered(config.LOGE_GITHUB_CLIENT_ID, config.LOGE_GITHUB_CLIENT_SECRET, config.LOGE_GITHUB_URL)
    : registered(config.LOGE_GITLAB_CLIENT_ID, config.LOGE_GITLAB_CLIENT_SECRET, config.LOGE_GITLAB_URL);
}

/**
 * The registration by which members sign in. It is another one, since a provider may hand the same grant to one application, and
 * taking back the one would end the other. Null where the operator has configured none.
 */
export function signInRegistration(config: Config, type: integrations.OAuthType): OAuthRegistration | null {
  return type === 'github'
    ? registered(
        config.LOGE_GITHUB_SIGN_IN_CLIENT_ID,
        config.LOGE_GITHUB_SIGN_IN_CLIENT_SECRET,
        config.LOGE_GITHUB_URL,
      )
    : registered(
        config.LOGE_GITLAB_SIGN_IN_CLIENT_ID,
        config.LOGE_GITLAB_SIGN_IN_CLIENT_SECRET,
        config.LOGE_GITLAB_URL,
      );
}

const registered = (clientId: string, clientSecret: string, { origin }: URL): OAuthRegistration | null =>
  clientId === '' ? null : { clientId, clientSecret, origin };
