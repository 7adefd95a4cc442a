import type { integrations } from '@loge/protocol';
import type { Config } from './config.ts';

/** The providers that members sign up and in with. */
export const signInProvidersOf = (config: Config): integrations.OAuthType[] => [
  ...(config.LOGE_GITHUB_SIGN_IN_CLIENT_ID === '' ? [] : ['github' as const]),
  ...(config.LOGE_GITLAB_SIGN_IN_CLIENT_ID === '' ? [] : ['gitlab' as const]),
];
