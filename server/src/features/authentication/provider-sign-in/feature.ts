import type { Feature } from '../../../platform/feature.ts';
import { authorizationListeners } from './listeners.ts';
import { dropAuthorizationsOf, sweepAuthorizations } from './queries.ts';
import { providerSignInRoutes } from './routes.ts';

/** Signing up and in with GitHub or GitLab, and the proof by it for whoever has nothing else. */
export const providerSignInFeature: Feature = {
  routes: providerSignInRoutes,
  listeners: authorizationListeners,
  sweeps: [sweepAuthorizations],
  personal: [
    {
      name: 'provider-authorizations',
      tables: {
        provider_authorizations: {
          exported: 'nothing: it is on its way, and deleted within minutes',
          erased: 'the rows that one of the account’s sessions began',
        },
      },
      export: async () => undefined,
      erase: dropAuthorizationsOf,
    },
  ],
};
