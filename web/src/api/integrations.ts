import { integrations } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's links to where its code lives. The home page shows those that need somebody. */
export const ownIntegrations = queryOptions({
  queryKey: ['integrations'],
  queryFn: async () => (await call(integrations.listIntegrations)).scm_integrations,
});

/** As the security log names it: `github.com (lea)`. */
export const integrationName = ({ url, username }: integrations.Integration): string =>
  `${hostOf(url)} (${username})`;

export const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

/** The states that pass by nothing but what the member does. */
export type Broken = Exclude<integrations.IntegrationState, 'ok' | 'unreachable'>;

export const brokenState = ({ state }: integrations.Integration): Broken | null =>
  state === 'ok' || state === 'unreachable' ? null : state;
