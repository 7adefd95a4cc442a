import { sessions } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's open sessions. Other features end sessions too, and then fetch the list again. */
export const openSessions = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await call(sessions.listSessions)).sessions,
});
