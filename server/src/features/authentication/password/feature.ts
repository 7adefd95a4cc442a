import type { Feature } from '../../../platform/feature.ts';
import { passwordChangedMail, resetMail } from './mails.ts';
import { resetRequestJob } from './request-reset.ts';
import { passwordRoutes } from './routes.ts';

/** Passwords: the rules, the proof by one, changing it, and the way back when it is forgotten. */
export const passwordFeature: Feature = {
  routes: passwordRoutes,
  mails: [resetMail, passwordChangedMail],
  jobs: [resetRequestJob],
};

export { authenticatePassword, provePassword } from './authenticate-password.ts';
export { identityOf, prepareLongPassword, preparePasswordChange } from './change-password.ts';
export { passwordIssue } from './password-rules.ts';
export { dropPassword, holdPassword, passwordHash, passwordSetAt, putPassword } from './queries.ts';
export { makeResetLink, sendReset } from './reset-link.ts';
