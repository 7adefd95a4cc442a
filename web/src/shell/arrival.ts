import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** What a page that somebody comes back to hands on, in the state of the history entry: what was just connected. */
export const arrivalOf = (name: string) => ({ connected: name });

/** What somebody comes from connecting; nothing after a reload. */
export function useArrival(): string | null {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const given = connectedOf(state);
  const [arrived] = useState(given);
  useEffect(() => {
    if (given !== null) navigate(pathname, { replace: true });
  }, [given, pathname, navigate]);
  return arrived;
}

const connectedOf = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'connected' in state && typeof state.connected === 'string'
    ? state.connected
    : null;
