import type { Feature } from '../../../platform/feature.ts';
import type { Listener } from '../../../platform/write.ts';
import { accountById } from '../../accounts/feature.ts';
import { cancelPurpose, confirmPurpose, undoPurpose } from './links.ts';
import {
  addressChangedMail,
  changeAskedMail,
  confirmChangeMail,
  keptElsewhereMail,
  newAddressMail,
  wantedElsewhereMail,
} from './mails.ts';
import { changesOf } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';
import { emailChangeRoutes } from './routes.ts';
import { sweepChanges, sweepHeldAddresses } from './sweep-changes.ts';

const giveUp: Listener = async (tx, { accountId }) => {
  const account = await accountById(tx, accountId);
  if (account) await giveUpChange(tx, tx.actor, account);
};

/** Changing the e-mail address: the new address confirms it, the old one can stop and undo it. */
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
  links: [confirmPurpose, cancelPurpose, undoPurpose],
  listeners: {
    // A waiting change must not bring an account back under another address.
    deletion_confirmed: giveUp,
    // A waiting change must not take an account away again that its owner took back: a stranger may have asked for it, and need
    // only bring the owner to follow the link. A reset ends it too, because our mails tell people who did not make a change to
    // reset their password. Asking again costs a member who merely forgot the password little.
    account_reclaimed: giveUp,
    password_reset_success: giveUp,
    email_change_undone: giveUp,
    tfa_stopped: giveUp,
  },
  personal: [
    {
      name: 'email-changes',
      tables: {
        email_changes: { exported: 'addresses and dates', erased: 'the rows' },
      },
      export: async (reader, accountId) =>
        (await changesOf(reader, accountId)).map(({ id: _, account_id: __, nth: ___, ...change }) => change),
    },
  ],
};

export { formerRecipients, heldAddresses, recipientsOf } from './addresses.ts';
export { prepareEmailChange } from './request-email-change.ts';
