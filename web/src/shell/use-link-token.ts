import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSearch } from './use-search.ts';

interface LinkParts {
  readonly token: string | null;
  /** The id of what the token is about, where the link names it. */
  readonly id: string | null;
}

/**
 * The secret of a mailed link. It is removed from the address bar at once, so that it is not copied, shared or kept in the
 * history. The history entry's state keeps it, so that a reload does not lose it.
 */
export function useLinkParts(): LinkParts {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const search = useSearch();
  const token = search.get('token');
  const id = search.get('id');
  useEffect(() => {
    if (token !== null) navigate(pathname, { replace: true, state: { linkToken: token, linkId: id } });
  }, [token, id, pathname, navigate]);
  return token === null ? { token: kept(state, 'linkToken'), id: kept(state, 'linkId') } : { token, id };
}

export const useLinkToken = (): string | null => useLinkParts().token;

function kept(state: unknown, name: string): string | null {
  if (typeof state !== 'object' || state === null) return null;
  const value = new Map<string, unknown>(Object.entries(state)).get(name);
  return typeof value === 'string' ? value : null;
}
