import { contracts } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The present version of whatever applies to the account. The banner and the home page show those that wait. */
export const presentContracts = queryOptions({
  queryKey: ['contracts'],
  queryFn: async () => (await call(contracts.listContracts, { query: {} })).contracts,
});

/** Those that wait to be accepted, the first deadline first. */
export const thosePending = (list: readonly contracts.Contract[]): contracts.Contract[] =>
  list
    .filter(({ pending }) => pending)
    .toSorted((a, b) => ((a.enroll_at ?? '9') < (b.enroll_at ?? '9') ? -1 : 1));
