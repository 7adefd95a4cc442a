import { signUp } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { call } from './call.ts';

/** Asks for the confirmation mail once more; earlier links stop working. */
export const useResendConfirmation = () => useMutation({ mutationFn: () => call(signUp.resendConfirmation) });
