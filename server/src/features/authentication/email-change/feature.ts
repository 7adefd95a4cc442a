import type { Feature } from '../../../platform/feature.ts';
import { accountById } from '../../accounts/feature.ts';
import {
  addressChangedMail,
  changeAskedMail,
  confirmChangeMail,
  keptElsewhereMail,
  newAddressMail,
  wantedElsewhereMail,
} from './mails.ts';
import { changesOf, deleteChanges } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';
import { emailChangeRoutes } from './routes.ts';
import { sweepChanges, sweepHeldAddresses } from './sweep-changes.ts';

/** Changing the e-mail address: the new one proves itself, the old one can stop and undo it. */
export const emailChangeFeature: Feature = {
  routes: emailChangeRoutes,
  mails: [
    confirmChangeMail,
    changeAskedMail,
    addressChangedMail,
    newAddressMail,
    wantedElsewhereMail,
    keptElsewhereMail,
  ],
  sweeps: [sweepChanges, sweepHeldAddresses],
  listeners: {
    // A change that waits must not bring an account back under another address.
    async deletion_confirmed(tx, { accountId }) {
      const account = await accountById(tx, accountId);
      if (account) await giveUpChange(tx, tx.actor, account);
    },
  },
  personal: [
    {
      name: 'email-changes',
      tables: ['email_changes'],
      export: async (reader, accountId) =>
        (await changesOf(reader, accountId)).map(({ id: _, account_id: __, nth: ___, ...change }) => change),
      erase: deleteChanges,
    },
  ],
};

export { heldAddresses } from './addresses.ts';
export { prepareEmailChange } from './request-email-change.ts';
