import { signUp } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { call } from './call.ts';

/** Asks for another confirmation mail. Earlier links stop working. */
export const useResendConfirmation = () => useMutation({ mutationFn: () => call(signUp.resendConfirmation) });
