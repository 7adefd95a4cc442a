import type { Feature } from '../../../platform/feature.ts';
import type { Listener } from '../../../platform/write.ts';
import { undoPurpose } from './confirm-deletion.ts';
import { eraseAccountJob } from './erase-account.ts';
import {
  confirmDeletionMail,
  deletionAskedMail,
  deletionConfirmedMail,
  deletionUndoneMail,
  erasedMail,
} from './mails.ts';
import { deletionsOf, forgetWords } from './queries.ts';
import { confirmPurpose, giveUpDeletion, stopPurpose } from './request-deletion.ts';
import { deletionRoutes } from './routes.ts';

const giveUp: Listener = async (tx, { accountId }) => {
  await giveUpDeletion(tx, accountId);
};

/** Deleting the account, undoing it for a while, erasing it. */
export const deletionFeature: Feature = {
  routes: deletionRoutes,
  mails: [confirmDeletionMail, deletionAskedMail, deletionConfirmedMail, deletionUndoneMail, erasedMail],
  links: [confirmPurpose, stopPurpose, undoPurpose],
  jobs: [eraseAccountJob],
  // One that waits may be a stranger's wish.
  listeners: {
    account_reclaimed: giveUp,
    password_reset_success: giveUp,
    email_change_undone: giveUp,
    tfa_stopped: giveUp,
  },
  personal: [
    {
      name: 'deletions',
      tables: {
        deletions: {
          exported: 'dates and reason',
          erased: 'reason and details; the dates stay with the id, which is nobody’s by then',
        },
      },
      export: async (reader, accountId) =>
        (await deletionsOf(reader, accountId)).map(({ account_id: _, ...deletion }) => deletion),
      erase: forgetWords,
    },
  ],
};
