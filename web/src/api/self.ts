import { profile } from '@loge/protocol';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { boot } from './boot.ts';
import { call } from './call.ts';
import { clearDrafts } from './drafts.ts';
import { setSessionState, useSessionState } from './session-state.ts';

type User = profile.User;

export const selfKey = ['self'] as const;

export const knownSelf = (client: QueryClient): User | null =>
  client.getQueryData<User | null>(selfKey) ?? null;

/** The signed-in account; null when nobody is signed in. */
export const selfQuery = (client: QueryClient) =>
  queryOptions<User | null>({
    queryKey: selfKey,
    queryFn: async () => {
      try {
        return (await call(profile.getSelf)).user;
      } catch (error) {
        const refused = error instanceof ApiError && error.code === 'not_authenticated';
        // The page shows an account, so its session has ended meanwhile: keep the page.
        if (!refused || knownSelf(client)) throw error;
        return null;
      }
    },
    // Without a session cookie nobody is signed in, so the server is not asked.
    ...(boot.maybeSignedIn ? {} : { initialData: null }),
  });

export const useSelf = () => useQuery(selfQuery(useQueryClient()));

/** The account whose session still holds; null otherwise. */
export function useSignedIn(): User | null {
  const { data } = useSelf();
  return useSessionState() === 'own' ? (data ?? null) : null;
}

export function putSelf(client: QueryClient, user: User): void {
  client.setQueryData(selfKey, user);
}

/** Changes the known account without asking the server. */
export function patchSelf(client: QueryClient, change: (user: User) => User): void {
  client.setQueryData<User | null>(selfKey, (user) => user && change(user));
}

const dropOthers = (client: QueryClient) =>
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== selfKey[0] });

/** Somebody signed in here, so nothing of another account may stay. */
export function enterAs(client: QueryClient, user: User): void {
  if (knownSelf(client)?.id !== user.id) dropOthers(client);
  putSelf(client, user);
  setSessionState('own');
}

/** Nobody is signed in any more. */
export function leave(client: QueryClient): void {
  clearDrafts();
  client.setQueryData(selfKey, null);
  dropOthers(client);
  setSessionState('own');
}
