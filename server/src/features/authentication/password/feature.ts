import type { Feature } from '../../../platform/feature.ts';
import { passwordChangedMail, resetMail } from './mails.ts';
import { passwordSetAt } from './queries.ts';
import { resetRequestJob } from './request-reset.ts';
import { dropResets, resetPurpose } from './reset-link.ts';
import { passwordRoutes } from './routes.ts';

/** Passwords: the rules, the proof by one, changing it, and the way back when it is forgotten. */
export const passwordFeature: Feature = {
  routes: passwordRoutes,
  mails: [resetMail, passwordChangedMail],
  links: [resetPurpose],
  jobs: [resetRequestJob],
  personal: [
    {
      name: 'password',
      tables: {
        passwords: { exported: 'when it was set, never the hash', erased: 'the row' },
      },
      export: async (reader, accountId) => ({ set_at: await passwordSetAt(reader, accountId) }),
    },
  ],
  // A link that was mailed to the address of before opens nothing any more.
  listeners: { email_changed: dropResets, deletion_confirmed: dropResets },
};

export { authenticatePassword, type GivenPassword, provePassword } from './authenticate-password.ts';
export { prepareLongPassword, preparePasswordChange } from './change-password.ts';
export { checkNewPassword } from './check-new-password.ts';
export { dropShortPassword } from './drop-short-password.ts';
export { dropPassword, lockPassword, passwordId, passwordSetAt, putPassword } from './queries.ts';
export { makeResetLink, resetPurpose, sendReset } from './reset-link.ts';
export { openReset, resetPassword } from './reset-password.ts';
