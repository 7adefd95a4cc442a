import { identities } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The provider accounts that sign the member in, and the providers that are offered. */
export const ownIdentities = queryOptions({
  queryKey: ['identities'],
  queryFn: () => call(identities.listIdentities),
});
