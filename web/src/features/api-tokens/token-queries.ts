import { apiTokens, applications } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** What a token can be limited to, and how long it may live. */
export const scopesQuery = queryOptions({
  queryKey: ['scopes'],
  queryFn: () => call(apiTokens.listScopes),
});

/** The applications that a token can be limited to. */
export const applicationsQuery = queryOptions({
  queryKey: ['applications'],
  queryFn: async () => (await call(applications.listApplications)).applications,
});

/** Tokens that ended lately. */
export const endedTokens = queryOptions({
  queryKey: ['tokens', 'ended'],
  queryFn: async () => (await call(apiTokens.listTokens, { query: { state: 'ended' } })).tokens,
});

/** Both lists of tokens. */
export const anyTokens = ['tokens'] as const;

/** Who used a token lately, and for what. It is fetched each time it is shown. */
export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: ['token-uses', id],
    queryFn: () => call(apiTokens.tokenUses, { params: { id } }),
    gcTime: 0,
    staleTime: 0,
  });
