import type { Feature } from '../../../platform/feature.ts';
import { addressKeptMail, addressTakenMail, confirmationMail } from './mails.ts';
import { releaseAddressJob } from './release-address.ts';
import { signUpRoutes } from './routes.ts';
import { confirmationPurpose, dropConfirmations } from './send-confirmation.ts';

/** Signing up, and confirming that an e-mail address is its owner's. */
export const signUpFeature: Feature = {
  routes: signUpRoutes,
  mails: [confirmationMail, addressTakenMail, addressKeptMail],
  links: [confirmationPurpose],
  jobs: [releaseAddressJob],
  listeners: { email_changed: dropConfirmations, deletion_confirmed: dropConfirmations },
};

export { createOperator } from './create-operator.ts';
export { importMember } from './import-member.ts';
export { invalidFieldsOf, makeAccount, takeSignUp, usernameIssue } from './make-account.ts';
export { signUp } from './sign-up.ts';
