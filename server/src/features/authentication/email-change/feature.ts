import type { Feature } from '../../../platform/feature.ts';
import {
  addressChangedMail,
  changeAskedMail,
  confirmChangeMail,
  newAddressMail,
  wantedElsewhereMail,
} from './mails.ts';
import { changesOf, deleteChanges } from './queries.ts';
import { emailChangeRoutes } from './routes.ts';
import { sweepChanges } from './sweep-changes.ts';

/** Changing the e-mail address: the new one proves itself, the old one can stop and undo it. */
export const emailChangeFeature: Feature = {
  routes: emailChangeRoutes,
  mails: [confirmChangeMail, changeAskedMail, addressChangedMail, newAddressMail, wantedElsewhereMail],
  sweeps: [sweepChanges],
  personal: [
    {
      name: 'email-changes',
      tables: ['email_changes'],
      export: async (reader, accountId) =>
        (await changesOf(reader, accountId)).map(({ id: _, account_id: __, ...change }) => change),
      erase: deleteChanges,
    },
  ],
};

export { addressesOf, lastChangeOf } from './addresses.ts';
export { prepareEmailChange } from './request-email-change.ts';
