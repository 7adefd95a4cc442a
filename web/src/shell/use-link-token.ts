import { useEffect } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/**
 * The secret of a mailed link. It is taken out of the address bar at once, so that it is not copied, shared or
 * kept in the history; the entry's state holds it, so that a reload does not lose it.
 */
export function useLinkToken(): string | null {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const inAddress = search.get('token');
  useEffect(() => {
    if (inAddress !== null) navigate(pathname, { replace: true, state: { linkToken: inAddress } });
  }, [inAddress, pathname, navigate]);
  return inAddress ?? kept(state);
}

function kept(state: unknown): string | null {
  const known = typeof state === 'object' && state !== null && 'linkToken' in state ? state.linkToken : null;
  return typeof known === 'string' ? known : null;
}
