import { integrations, type ReplyOf } from '@loge/protocol';
import type { Config } from '../../platform/config/config.ts';
import { oauthRegistration } from '../providers/feature.ts';

type Offered = ReplyOf<typeof integrations.listProviders>['scm_providers'][number];

/** What members can link: the OAuth providers that the operator has registered Loge with, and the types that are linked by a token. */
export const offeredProviders = (config: Config): Offered[] => [
  ...integrations.oauthTypes.flatMap((type): Offered[] => {
    const registration = oauthRegistration(config, type);
    return registration ? [{ scm_type: type, url: registration.origin, by: 'oauth' }] : [];
  }),
  ...config.LOGE_SCM_BY_TOKEN.map((type): Offered => ({ scm_type: type, url: null, by: 'token' })),
];
