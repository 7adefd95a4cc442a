import type { Feature } from '../../platform/feature.ts';
import { confirmDetailsMail } from './confirm-details-mail.ts';
import { confirmationPurpose } from './confirmation-link.ts';
import { forgetTerm } from './forget-term.ts';
import { mailRefusedJob } from './mail-refused.ts';
import { hdsMails } from './mails.ts';
import { hdsPersonal } from './personal.ts';
import { sendReminders } from './remind.ts';
import { hdsRoutes } from './routes.ts';
import { registerListeners } from './sync-register.ts';

/** Health data: points of contact, their reviews, and the register. */
export const hdsFeature: Feature = {
  routes: hdsRoutes,
  mails: [...hdsMails, confirmDetailsMail],
  jobs: [mailRefusedJob],
  links: [confirmationPurpose],
  listeners: registerListeners,
  sweeps: [sendReminders, forgetTerm],
  personal: [hdsPersonal],
};

export { drillRegister } from './drill-register.ts';
export { makeRegister, readForm, registerName, summed } from './make-register.ts';
export { registerEntries } from './register-entries.ts';
export { registerWords } from './register-words.ts';
export { readDigest, signDigest } from './sign-digest.ts';
