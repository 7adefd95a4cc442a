import { useSyncExternalStore } from 'react';

/**
 * The state of this page's session. `ended`: the server refused it. `anothers`: somebody signed in to another account in
 * another tab. The page stays as it is, with what was typed, and the shell offers the way on.
 */
type SessionState = 'own' | 'ended' | 'anothers';

let state: SessionState = 'own';
const listeners = new Set<() => void>();

export function setSessionState(value: SessionState): void {
  if (state === value) return;
  state = value;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSessionState = (): SessionState => useSyncExternalStore(subscribe, () => state);
