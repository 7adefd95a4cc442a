import { sessions } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { clearDrafts } from '../api/drafts.ts';
import { paths } from '../paths.ts';

async function signOut(): Promise<void> {
  try {
    await call(sessions.signOut);
  } catch (error) {
    // The session was over already, which is what was asked for.
    if (!(error instanceof ApiError) || error.code !== 'not_authenticated') throw error;
  }
}

const toSignIn = () => location.assign(paths.signIn);

/** Ends the session, then loads a new page, so that nothing of the account stays in memory. */
export function useSignOut(goOn: () => void = toSignIn) {
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      clearDrafts();
      goOn();
    },
  });
}
