import type { Feature } from '../../platform/feature.ts';
import { usernameChangedMail } from './mails.ts';
import { profileRoutes } from './routes.ts';

/** Basic information: profile, newsletter, preferences. */
export const profileFeature: Feature = { routes: profileRoutes, mails: [usernameChangedMail] };

export { subscribe } from './newsletter.ts';
export { unsubscribeToken } from './unsubscribe-newsletter.ts';
export { updateAccount } from './update-account.ts';
