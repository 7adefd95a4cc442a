import { matchRoutes } from 'react-router';
import { routes } from './routes.tsx';
import type { LazyPage } from './shell/lazy-page.tsx';

/** The page that is loaded for a path; null where none has to be. */
function pageOf(path: string): LazyPage | null {
  const handle: unknown = matchRoutes(routes, path)?.at(-1)?.route.handle;
  return (handle as LazyPage | undefined) ?? null;
}

/** How the pages of this site are fetched before somebody goes there. */
export const preload = {
  here: (path: string): boolean => pageOf(path)?.here() ?? true,
  ask: (path: string): Promise<unknown> => pageOf(path)?.ask() ?? Promise.resolve(),
};
