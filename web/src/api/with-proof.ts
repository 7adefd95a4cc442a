import type { ProofMethod } from '@loge/protocol';
import { useSyncExternalStore } from 'react';
import { ApiError } from './api-error.ts';

/**
 * Actions that ask for fresh proof. The server refuses with `proof_required`, a dialog of the shell asks for the proof, and the
 * action is tried once more. Closing the dialog throws the refusal.
 */
export interface AskedProof {
  readonly methods: readonly ProofMethod[];
  /** Ends the question. */
  settle(proved: boolean): void;
}

let asked: AskedProof | null = null;
const listeners = new Set<() => void>();

function show(next: AskedProof | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

const ask = (methods: readonly ProofMethod[]): Promise<boolean> =>
  new Promise((resolve) => {
    show({
      methods,
      settle(proved) {
        show(null);
        resolve(proved);
      },
    });
  });

/** Runs an action, and once more after the member gave proof. */
export async function withProof<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'proof_required') throw error;
    if (!(await ask(error.methods))) throw error;
    return act();
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The proof that the page is asking for now; null when it asks for none. */
export const useAskedProof = (): AskedProof | null => useSyncExternalStore(subscribe, () => asked);
