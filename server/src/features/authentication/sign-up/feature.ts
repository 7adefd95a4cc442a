/** Signing up, and the proof that an e-mail address is its owner's. */
export { createOperator } from './create-operator.ts';
export { addressTakenMail, confirmationMail } from './mails.ts';
export { releaseAddressJob } from './release-address.ts';
export { signUpRoutes } from './routes.ts';
export { signUp } from './sign-up.ts';
