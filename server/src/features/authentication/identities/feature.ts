import type { Feature } from '../../../platform/feature.ts';
import { identityListeners } from './listeners.ts';
import { identityAddedMail, identityRemovedMail } from './mails.ts';
import { identitiesOf } from './queries.ts';
import { identityRoutes } from './routes.ts';

/** Identities: accounts at GitHub and GitLab that their owners sign in with. */
export const identitiesFeature: Feature = {
  routes: identityRoutes,
  mails: [identityAddedMail, identityRemovedMail],
  listeners: identityListeners,
  personal: [
    {
      name: 'identities',
      tables: { identities: { exported: 'every column', erased: 'the rows' } },
      export: async (reader, accountId) =>
        (await identitiesOf(reader, accountId)).map(({ account_id: _, ...shown }) => shown),
    },
  ],
};

export { addIdentity } from './add-identity.ts';
export { mailedIdentity } from './mails.ts';
export { canProveByProvider, provesByProvider } from './proving.ts';
export { type Identity, identitiesOf, identityOf, useIdentity } from './queries.ts';
export { dropIdentity } from './remove-identity.ts';
