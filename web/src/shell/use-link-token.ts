import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSearch } from './use-search.ts';

/**
 * What a link brings along, with a secret under the first of the names. It is removed from the address bar at once, so that it is
 * not copied, shared or kept in the history. The history entry's state keeps it, so that a reload does not lose it.
 */
export function useTakenParameters<Name extends string>(
  ...names: readonly [Name, ...Name[]]
): Readonly<Record<Name, string | null>> {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const search = useSearch();
  const there = search.has(names[0]);
  const taken = Object.fromEntries(
    names.map((name) => [name, there ? search.get(name) : kept(state, name)]),
  ) as Record<Name, string | null>;
  useEffect(() => {
    if (there) navigate(pathname, { replace: true, state: taken });
  });
  return taken;
}

/** The secret of a mailed link, and the id of what it is about, where the link names it. */
export const useLinkParts = () => useTakenParameters('token', 'id');

export const useLinkToken = (): string | null => useLinkParts().token;

/** A text in the state of the history entry, where anything may be. */
function kept(state: unknown, name: string): string | null {
  const value: unknown = Object(state)[name];
  return typeof value === 'string' ? value : null;
}
