import { apiTokens } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** Days before its end from which a token is said to be about to expire. */
export const soonDays = 7;

/** The API tokens that work; the home page looks at them too, and ending all other access revokes them. */
export const liveTokens = queryOptions({
  queryKey: ['tokens', 'live'],
  queryFn: async () => (await call(apiTokens.listTokens, { query: {} })).tokens,
});
