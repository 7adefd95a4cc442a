import type { Feature } from '../../platform/feature.ts';
import { newsletterMail, usernameChangedMail } from './mails.ts';
import { newsletterListeners } from './newsletter.ts';
import { consentsOf } from './queries.ts';
import { profileRoutes } from './routes.ts';

/** Basic information: profile, newsletter, preferences. */
export const profileFeature: Feature = {
  routes: profileRoutes,
  mails: [usernameChangedMail, newsletterMail],
  listeners: newsletterListeners,
  personal: [
    {
      name: 'newsletter',
      tables: {
        newsletter_consents: {
          exported: 'every row: when, where and in which language it was given and withdrawn',
          erased: 'the rows',
        },
      },
      export: consentsOf,
    },
  ],
};

export { subscribe } from './newsletter.ts';
export { unsubscribeToken } from './unsubscribe-token.ts';
export { updateAccount } from './update-account.ts';
