import type { Feature } from '../../platform/feature.ts';
import { newsletterMail, usernameChangedMail } from './mails.ts';
import { newsletterListeners } from './newsletter.ts';
import { profileRoutes } from './routes.ts';

/** Basic information: profile, newsletter, preferences. */
export const profileFeature: Feature = {
  routes: profileRoutes,
  mails: [usernameChangedMail, newsletterMail],
  listeners: newsletterListeners,
};

export { subscribe } from './newsletter.ts';
export { unsubscribeToken } from './unsubscribe-token.ts';
export { updateAccount } from './update-account.ts';
