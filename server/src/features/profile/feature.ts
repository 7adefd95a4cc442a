import type { Feature } from '../../platform/feature.ts';
import { newsletterMail, usernameChangedMail } from './mails.ts';
import { newsletterListeners } from './newsletter.ts';
import { consentsOf, deleteConsents } from './queries.ts';
import { profileRoutes } from './routes.ts';

/** Basic information: profile, newsletter, preferences. */
export const profileFeature: Feature = {
  routes: profileRoutes,
  mails: [usernameChangedMail, newsletterMail],
  listeners: newsletterListeners,
  personal: [
    { name: 'newsletter', tables: ['newsletter_consents'], export: consentsOf, erase: deleteConsents },
  ],
};

export { subscribe } from './newsletter.ts';
export { unsubscribeToken } from './unsubscribe-token.ts';
export { updateAccount } from './update-account.ts';
