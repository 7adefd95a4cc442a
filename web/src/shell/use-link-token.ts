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
  const [secret] = names;
  const there = search.has(secret);
  const given = valuesOf(names, (name) => search.get(name));
  useEffect(() => {
    if (there) navigate(pathname, { replace: true, state: { taken: given } });
  });
  return there ? given : valuesOf(names, (name) => kept(state, name));
}

/** The secret of a mailed link, and the id of what it is about, where the link names it. */
export const useLinkParts = () => useTakenParameters('token', 'id');

export const useLinkToken = (): string | null => useLinkParts().token;

const valuesOf = <Name extends string>(
  names: readonly Name[],
  read: (name: Name) => string | null,
): Record<Name, string | null> =>
  Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string | null>;

function kept(state: unknown, name: string): string | null {
  const value = memberOf(memberOf(state, 'taken'), name);
  return typeof value === 'string' ? value : null;
}

const memberOf = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? new Map<string, unknown>(Object.entries(from)).get(name) : null;
