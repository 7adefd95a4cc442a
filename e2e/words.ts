import type { Locale } from '@loge/protocol';
import { texts as credentialErrorsEn } from '../web/src/api/credential-error-texts.en.ts';
import { texts as credentialErrorsFr } from '../web/src/api/credential-error-texts.fr.ts';
import { texts as errorsEn } from '../web/src/api/error-texts.en.ts';
import { texts as errorsFr } from '../web/src/api/error-texts.fr.ts';
import { texts as tokensEn } from '../web/src/features/api-tokens/texts.en.ts';
import { texts as tokensFr } from '../web/src/features/api-tokens/texts.fr.ts';
import { texts as contractsEn } from '../web/src/features/contracts/texts.en.ts';
import { texts as contractsFr } from '../web/src/features/contracts/texts.fr.ts';
import { texts as dataExportEn } from '../web/src/features/data-export/texts.en.ts';
import { texts as dataExportFr } from '../web/src/features/data-export/texts.fr.ts';
import { texts as deletionPagesEn } from '../web/src/features/deletion/page-texts.en.ts';
import { texts as deletionPagesFr } from '../web/src/features/deletion/page-texts.fr.ts';
import { texts as deletionEn } from '../web/src/features/deletion/texts.en.ts';
import { texts as deletionFr } from '../web/src/features/deletion/texts.fr.ts';
import { texts as emailPagesEn } from '../web/src/features/email-change/page-texts.en.ts';
import { texts as emailPagesFr } from '../web/src/features/email-change/page-texts.fr.ts';
import { texts as emailEn } from '../web/src/features/email-change/texts.en.ts';
import { texts as emailFr } from '../web/src/features/email-change/texts.fr.ts';
import { texts as enrolmentEn } from '../web/src/features/enrolment/texts.en.ts';
import { texts as enrolmentFr } from '../web/src/features/enrolment/texts.fr.ts';
import { texts as confirmHealthEn } from '../web/src/features/hds/confirm-texts.en.ts';
import { texts as confirmHealthFr } from '../web/src/features/hds/confirm-texts.fr.ts';
import { texts as healthEn } from '../web/src/features/hds/texts.en.ts';
import { texts as healthFr } from '../web/src/features/hds/texts.fr.ts';
import { texts as homeEn } from '../web/src/features/home/texts.en.ts';
import { texts as homeFr } from '../web/src/features/home/texts.fr.ts';
import { texts as identitiesEn } from '../web/src/features/identities/texts.en.ts';
import { texts as identitiesFr } from '../web/src/features/identities/texts.fr.ts';
import { texts as integrationsEn } from '../web/src/features/integrations/texts.en.ts';
import { texts as integrationsFr } from '../web/src/features/integrations/texts.fr.ts';
import { texts as passkeyEn } from '../web/src/features/passkeys/texts.en.ts';
import { texts as passkeyFr } from '../web/src/features/passkeys/texts.fr.ts';
import { texts as resetEn } from '../web/src/features/password/reset-texts.en.ts';
import { texts as resetFr } from '../web/src/features/password/reset-texts.fr.ts';
import { texts as passwordEn } from '../web/src/features/password/texts.en.ts';
import { texts as passwordFr } from '../web/src/features/password/texts.fr.ts';
import { texts as profileEn } from '../web/src/features/profile/texts.en.ts';
import { texts as profileFr } from '../web/src/features/profile/texts.fr.ts';
import { texts as providerSignInEn } from '../web/src/features/provider-sign-in/texts.en.ts';
import { texts as providerSignInFr } from '../web/src/features/provider-sign-in/texts.fr.ts';
import { texts as revocationEn } from '../web/src/features/revocation/texts.en.ts';
import { texts as revocationFr } from '../web/src/features/revocation/texts.fr.ts';
import { texts as securityLogEn } from '../web/src/features/security-log/texts.en.ts';
import { texts as securityLogFr } from '../web/src/features/security-log/texts.fr.ts';
import { texts as sessionListEn } from '../web/src/features/sessions/section-texts.en.ts';
import { texts as sessionListFr } from '../web/src/features/sessions/section-texts.fr.ts';
import { texts as sessionsEn } from '../web/src/features/sessions/texts.en.ts';
import { texts as sessionsFr } from '../web/src/features/sessions/texts.fr.ts';
import { texts as signUpEn } from '../web/src/features/sign-up/texts.en.ts';
import { texts as signUpFr } from '../web/src/features/sign-up/texts.fr.ts';
import { texts as keysEn } from '../web/src/features/ssh-keys/texts.en.ts';
import { texts as keysFr } from '../web/src/features/ssh-keys/texts.fr.ts';
import { texts as twoFactorEn } from '../web/src/features/two-factor/texts.en.ts';
import { texts as twoFactorFr } from '../web/src/features/two-factor/texts.fr.ts';
import { texts as endOthersEn } from '../web/src/shell/end-others/texts.en.ts';
import { texts as endOthersFr } from '../web/src/shell/end-others/texts.fr.ts';
import { texts as eventsEn } from '../web/src/shell/events/texts.en.ts';
import { texts as eventsFr } from '../web/src/shell/events/texts.fr.ts';
import { texts as fieldsEn } from '../web/src/shell/fields/texts.en.ts';
import { texts as fieldsFr } from '../web/src/shell/fields/texts.fr.ts';
import { texts as proofEn } from '../web/src/shell/proof/texts.en.ts';
import { texts as proofFr } from '../web/src/shell/proof/texts.fr.ts';
import { texts as secondStepEn } from '../web/src/shell/second-step/texts.en.ts';
import { texts as secondStepFr } from '../web/src/shell/second-step/texts.fr.ts';
import { texts as shellEn } from '../web/src/shell/texts.en.ts';
import { texts as shellFr } from '../web/src/shell/texts.fr.ts';
import { texts as totpEn } from '../web/src/shell/totp/texts.en.ts';
import { texts as totpFr } from '../web/src/shell/totp/texts.fr.ts';
import { texts as waitingEn } from '../web/src/shell/waiting-contracts/texts.en.ts';
import { texts as waitingFr } from '../web/src/shell/waiting-contracts/texts.fr.ts';
import { tabLabels } from './pages.ts';

/** The pages' own words, so that a journey is written once and walked in each language. */
export const words = {
  en: {
    errors: errorsEn,
    email: { ...emailEn, ...emailPagesEn },
    enrolment: enrolmentEn,
    endOthers: endOthersEn,
    totp: totpEn,
    credentialErrors: credentialErrorsEn,
    health: { ...healthEn, confirm: confirmHealthEn },
    home: homeEn,
    identities: identitiesEn,
    integrations: integrationsEn,
    password: { ...passwordEn, reset: resetEn, done: resetEn.done },
    profile: profileEn,
    providerSignIn: providerSignInEn,
    sessions: { ...sessionsEn, second: secondStepEn, open: sessionListEn },
    signUp: signUpEn,
    tokens: tokensEn,
    twoFactor: twoFactorEn,
    deletion: { ...deletionEn, ...deletionPagesEn },
    contracts: contractsEn,
    dataExport: dataExportEn,
    keys: keysEn,
    passkey: passkeyEn,
    revocation: revocationEn,
    securityLog: securityLogEn,
    events: eventsEn,
    fields: fieldsEn,
    waiting: waitingEn,
    shell: { ...shellEn, proof: proofEn, tab: tabLabels('en') },
  },
  fr: {
    errors: errorsFr,
    email: { ...emailFr, ...emailPagesFr },
    enrolment: enrolmentFr,
    endOthers: endOthersFr,
    totp: totpFr,
    credentialErrors: credentialErrorsFr,
    health: { ...healthFr, confirm: confirmHealthFr },
    home: homeFr,
    identities: identitiesFr,
    integrations: integrationsFr,
    password: { ...passwordFr, reset: resetFr, done: resetFr.done },
    profile: profileFr,
    providerSignIn: providerSignInFr,
    sessions: { ...sessionsFr, second: secondStepFr, open: sessionListFr },
    signUp: signUpFr,
    tokens: tokensFr,
    twoFactor: twoFactorFr,
    deletion: { ...deletionFr, ...deletionPagesFr },
    contracts: contractsFr,
    dataExport: dataExportFr,
    keys: keysFr,
    passkey: passkeyFr,
    revocation: revocationFr,
    securityLog: securityLogFr,
    events: eventsFr,
    fields: fieldsFr,
    waiting: waitingFr,
    shell: { ...shellFr, proof: proofFr, tab: tabLabels('fr') },
  },
} satisfies Record<Locale, unknown>;

export const browserLocale: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
