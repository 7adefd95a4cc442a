import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** What the callback page hands to the tab, in the state of the history entry: the integration that was just connected. */
export const arrivalOf = (id: string) => ({ connected: id });

/** The id of an integration that somebody comes from connecting; of no reload. */
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
