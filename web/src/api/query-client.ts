import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { knownSelf } from './self.ts';
import { setSessionEnded } from './session-ended.ts';

const passing = new Set(['unreachable', 'unavailable']);

function onError(error: Error): void {
  if (error instanceof ApiError && error.code === 'not_authenticated' && knownSelf(queryClient)) {
    setSessionEnded(true);
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Offline, a call fails at once and says so, instead of waiting without a word.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && error instanceof ApiError && passing.has(error.code),
      retryDelay: (failures) => 400 * 2 ** failures,
    },
    mutations: { networkMode: 'always' },
  },
});
