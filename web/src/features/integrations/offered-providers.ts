import { integrations, type ReplyOf } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export type Offered = ReplyOf<typeof integrations.listProviders>['scm_providers'][number];

/** What can be connected on this platform. */
export const offeredProviders = queryOptions({
  queryKey: ['scm-providers'],
  queryFn: async () => (await call(integrations.listProviders)).scm_providers,
});
