import type { Feature } from '../../../platform/feature.ts';
import { twoFactorListeners } from './listeners.ts';
import {
  codesRenewedMail,
  disabledMail,
  enabledMail,
  recoveryCodeUsedMail,
  resetDoneMail,
  resetRequestedMail,
  resetStoppedMail,
} from './mails.ts';
import { twoFactorPersonal } from './personal.ts';
import { resetFactorsJob, stopResetPurpose } from './reset-factors.ts';
import { twoFactorRoutes } from './routes.ts';
import { stretchCodesJob, stretchCodesSweep } from './stretch-codes.ts';
import { stopPurpose } from './turn-on-totp.ts';
import { totpContext } from './while-sealed.ts';

/** Two-factor authentication: codes of an authenticator app, and recovery codes. */
export const twoFactorFeature: Feature = {
  routes: twoFactorRoutes,
  mails: [
    enabledMail,
    disabledMail,
    codesRenewedMail,
    recoveryCodeUsedMail,
    resetRequestedMail,
    resetStoppedMail,
    resetDoneMail,
  ],
  links: [stopPurpose, stopResetPurpose],
  jobs: [resetFactorsJob, stretchCodesJob],
  sweeps: [stretchCodesSweep],
  listeners: twoFactorListeners,
  personal: twoFactorPersonal,
  sealed: [{ table: 'totp_factors', key: 'account_id', column: 'sealed_secret', context: totpContext }],
};

export { checkCode } from './check-code.ts';
export { adoptTotp } from './enable-totp.ts';
export { endTotp } from './end-factor.ts';
export { checkFirstCode, putPending } from './pending-totp.ts';
export { codesOf, deleteCodes } from './queries.ts';
export { makeRecoveryCodes } from './recovery-codes.ts';
export { requestFactorReset } from './reset-factors.ts';
export { otpauthUri } from './totp.ts';
export { turnOnTotp } from './turn-on-totp.ts';
