import type { Feature } from '../../platform/feature.ts';
import { applicationsOf } from './queries.ts';
import { applicationRoutes } from './routes.ts';

/** The platform's applications, as far as Loge needs to know them. */
export const applicationsFeature: Feature = {
  routes: applicationRoutes,
  personal: [
    {
      name: 'applications',
      tables: {
        applications: {
          exported: 'every row',
          erased: 'nothing is there to delete: an owner of applications is not deleted',
        },
      },
      export: async (reader, accountId) =>
        (await applicationsOf(reader, accountId)).map(({ account_id: _, ...application }) => application),
    },
  ],
};

export { applicationById, applicationsOf, healthOwners, ownedBy, ownsHealthApplication } from './queries.ts';
export { registerApplication, removeApplication } from './register-application.ts';
