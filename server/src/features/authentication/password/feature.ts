/** Passwords: the rules, the proof by one, changing it, and the way back when it is forgotten. */
export { authenticatePassword, provePassword } from './authenticate-password.ts';
export { preparePasswordChange } from './change-password.ts';
export { passwordChangedMail, resetMail } from './mails.ts';
export { makeResetSecret } from './make-reset-secret.ts';
export { passwordIssue } from './password-rules.ts';
export { putPassword } from './queries.ts';
export { resetRequestJob } from './request-reset.ts';
export { passwordRoutes } from './routes.ts';
