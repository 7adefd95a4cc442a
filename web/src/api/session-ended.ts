import { useSyncExternalStore } from 'react';

/**
 * Whether the server refused this page's session while somebody was using it. The page stays as it is, with
 * what was typed, and the shell offers to sign in again.
 */
let ended = false;
const listeners = new Set<() => void>();

export function setSessionEnded(value: boolean): void {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, () => ended);
