import { sessions } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** Where the account is signed in; other features end sessions too, and then ask anew. */
export const openSessions = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await call(sessions.listSessions)).sessions,
});
