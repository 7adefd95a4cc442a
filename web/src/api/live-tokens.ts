import { apiTokens } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** How many days before its end a token is said to expire soon. */
export const soonDays = 7;

/** The API tokens that work. The home page shows them too, and ending all other access revokes them. */
export const liveTokens = queryOptions({
  queryKey: ['tokens', 'live'],
  queryFn: async () => (await call(apiTokens.listTokens, { query: {} })).tokens,
});
