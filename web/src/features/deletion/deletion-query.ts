import { deletion } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** What blocks the account's deletion, whether it was asked for, and how long it could be undone. */
export const deletionQuery = queryOptions({
  queryKey: ['deletion'],
  queryFn: async () => (await call(deletion.getDeletion)).deletion,
});
