import type { Feature } from '../../../platform/feature.ts';
import type { PersonalData } from '../../../platform/personal-data.ts';
import { eraseAccountJob } from './erase-account.ts';
import {
  confirmDeletionMail,
  deletionAskedMail,
  deletionConfirmedMail,
  deletionUndoneMail,
  erasedMail,
} from './mails.ts';
import { deletionsOf, forgetWords } from './queries.ts';
import { deletionRoutes } from './routes.ts';

/** Deleting the account, undoing it for a while, erasing it. @param personal what every feature holds. */
export const makeDeletionFeature = (personal: () => readonly PersonalData[]): Feature => ({
  routes: deletionRoutes,
  mails: [confirmDeletionMail, deletionAskedMail, deletionConfirmedMail, deletionUndoneMail, erasedMail],
  jobs: [eraseAccountJob(personal)],
  personal: [
    {
      name: 'deletions',
      tables: ['deletions'],
      export: async (reader, accountId) =>
        (await deletionsOf(reader, accountId)).map(({ account_id: _, ...deletion }) => deletion),
      erase: forgetWords,
    },
  ],
});
