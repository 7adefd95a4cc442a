import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { knownSelf, selfKey } from './self.ts';
import { setSessionState } from './session-state.ts';
import { setShownAccount } from './shown-account.ts';

const passing = new Set(['unreachable', 'unavailable']);

/**
 * A change renews the session's secret. A request that was sent under the old secret and answered after the change is sent once
 * more under the new one, before anybody is told that they have been signed out.
 */
const isOvertaken = ({ code }: ApiError): boolean =>
  code === 'not_authenticated' && knownSelf(queryClient) !== null;

function onError(error: Error): void {
  if (!(error instanceof ApiError) || !knownSelf(queryClient)) return;
  if (error.code === 'not_authenticated') setSessionState('ended');
  if (error.code === 'other_account') setSessionState('anothers');
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Offline, a call fails at once and says so, instead of waiting silently.
      networkMode: 'always',
      retry: (failures, error) =>
        error instanceof ApiError &&
        ((failures < 2 && passing.has(error.code)) || (failures < 1 && isOvertaken(error))),
      retryDelay: (failures) => 400 * 2 ** failures,
    },
    mutations: { networkMode: 'always' },
  },
});

// Follows the account however it came to the page: by reading, by signing in or by a change.
queryClient.getQueryCache().subscribe(({ query }) => {
  if (query.queryKey[0] === selfKey[0]) setShownAccount(knownSelf(queryClient)?.id ?? null);
});
