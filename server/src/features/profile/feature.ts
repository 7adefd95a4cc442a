/** Basic information: profile, newsletter, preferences. */
export { usernameChangedMail } from './mails.ts';
export { subscribe } from './newsletter.ts';
export { profileRoutes } from './routes.ts';
export { unsubscribeToken } from './unsubscribe-newsletter.ts';
export { updateAccount } from './update-account.ts';
