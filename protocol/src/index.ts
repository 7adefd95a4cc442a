import * as accounts from './accounts.ts';
import * as apiTokens from './api-tokens.ts';
import * as applications from './applications.ts';
import * as dataExport from './data-export.ts';
import * as deletion from './deletion.ts';
import * as emailChange from './email-change.ts';
import * as enrolment from './enrolment.ts';
import * as health from './health.ts';
import * as outbox from './outbox.ts';
import * as passkeys from './passkeys.ts';
import * as password from './password.ts';
import * as profile from './profile.ts';
import * as regions from './regions.ts';
import * as revocation from './revocation.ts';
import type { Route } from './route.ts';
import * as securityLog from './security-log.ts';
import * as services from './services.ts';
import * as sessions from './sessions.ts';
import * as signUp from './sign-up.ts';
import * as sshKeys from './ssh-keys.ts';
import * as tokenExchange from './token-exchange.ts';
import * as twoFactor from './two-factor.ts';

export * from './email-address.ts';
export * from './errors.ts';
export * from './events.ts';
export { openApi } from './openapi.ts';
export * from './page.ts';
export * from './password-stem.ts';
export * from './primitives.ts';
export * from './route.ts';
export * from './text.ts';
export * from './time-zone.ts';
export {
  accounts,
  apiTokens,
  applications,
  dataExport,
  deletion,
  emailChange,
  enrolment,
  health,
  outbox,
  passkeys,
  password,
  profile,
  regions,
  revocation,
  securityLog,
  services,
  sessions,
  signUp,
  sshKeys,
  tokenExchange,
  twoFactor,
};

/** Every route there is, by feature. A route that stands nowhere here is not served. */
export const routes: readonly Route[] = [
  signUp.signUp,
  signUp.confirmEmail,
  signUp.resendConfirmation,
  sessions.signIn,
  sessions.signOut,
  sessions.listSessions,
  sessions.endSession,
  sessions.endOtherSessions,
  sessions.getProof,
  sessions.prove,
  emailChange.getEmail,
  emailChange.confirmEmailChange,
  emailChange.cancelEmailChange,
  emailChange.withdrawEmailChange,
  emailChange.undoEmailChange,
  passkeys.challenge,
  passkeys.beginRegistration,
  passkeys.addPasskey,
  passkeys.listPasskeys,
  passkeys.renamePasskey,
  passkeys.removePasskey,
  sessions.signInByPasskey,
  twoFactor.getTfa,
  twoFactor.beginTfa,
  twoFactor.validateTfa,
  twoFactor.disableTfa,
  twoFactor.getCodes,
  twoFactor.renewCodes,
  twoFactor.stopTfa,
  twoFactor.stopReset,
  enrolment.beginEnrolment,
  enrolment.enrol,
  password.getPassword,
  password.requestPasswordReset,
  password.openReset,
  password.resetPassword,
  revocation.previewRevocation,
  revocation.revokeEverything,
  deletion.getDeletion,
  deletion.requestDeletion,
  deletion.confirmDeletion,
  deletion.stopDeletion,
  deletion.undoDeletion,
  dataExport.getExport,
  dataExport.requestExport,
  dataExport.downloadExport,
  profile.getSelf,
  profile.updateAccount,
  profile.updateProfile,
  profile.putUser,
  profile.patchUser,
  profile.stopFreeTrial,
  profile.listOrganizations,
  profile.listRoles,
  profile.getNewsletter,
  profile.unsubscribeNewsletter,
  sshKeys.listKeys,
  sshKeys.showKey,
  sshKeys.addKey,
  sshKeys.editKey,
  sshKeys.removeKey,
  sshKeys.enableKey,
  sshKeys.beginClaim,
  sshKeys.proveClaim,
  sshKeys.lookUpKey,
  sshKeys.logInByKey,
  apiTokens.listTokens,
  apiTokens.createToken,
  apiTokens.showToken,
  apiTokens.tokenUses,
  apiTokens.renewToken,
  apiTokens.renewTokenByPut,
  apiTokens.revokeToken,
  apiTokens.revokeCurrent,
  apiTokens.reportLeak,
  tokenExchange.exchangeToken,
  tokenExchange.introspectToken,
  apiTokens.listScopes,
  tokenExchange.jwks,
  applications.listApplications,
  applications.registerApplication,
  applications.removeApplication,
  services.showSelf,
  securityLog.listEvents,
  securityLog.listEventTypes,
  securityLog.listEventCategories,
  regions.listRegions,
  health.live,
  health.ready,
  outbox.listOutbox,
  outbox.readOutbox,
];
