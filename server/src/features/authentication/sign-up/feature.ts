import type { Feature } from '../../../platform/feature.ts';
import { addressTakenMail, confirmationMail } from './mails.ts';
import { releaseAddressJob } from './release-address.ts';
import { signUpRoutes } from './routes.ts';
import { dropConfirmations } from './send-confirmation.ts';

/** Signing up, and the proof that an e-mail address is its owner's. */
export const signUpFeature: Feature = {
  routes: signUpRoutes,
  mails: [confirmationMail, addressTakenMail],
  jobs: [releaseAddressJob],
  // A reset proves the address, and ends every link made before by whoever signed up (settled 9).
  listeners: {
    account_reclaimed: dropConfirmations,
    password_reset_success: dropConfirmations,
    email_changed: dropConfirmations,
    email_change_undone: dropConfirmations,
    deletion_confirmed: dropConfirmations,
  },
};

export { createOperator } from './create-operator.ts';
export { signUp } from './sign-up.ts';
