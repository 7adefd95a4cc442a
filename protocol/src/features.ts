// The features of the API. A route that one of these modules exports is served, checked and described (`routes.ts`): it is
// named nowhere else.
export * as accounts from './accounts.ts';
export * as apiTokens from './api-tokens.ts';
export * as applications from './applications.ts';
export * as dataExport from './data-export.ts';
export * as deletion from './deletion.ts';
export * as emailChange from './email-change.ts';
export * as enrolment from './enrolment.ts';
export * as health from './health.ts';
export * as outbox from './outbox.ts';
export * as passkeys from './passkeys.ts';
export * as password from './password.ts';
export * as profile from './profile.ts';
export * as regions from './regions.ts';
export * as revocation from './revocation.ts';
export * as securityLog from './security-log.ts';
export * as services from './services.ts';
export * as sessions from './sessions.ts';
export * as signUp from './sign-up.ts';
export * as sshKeys from './ssh-keys.ts';
export * as tokenExchange from './token-exchange.ts';
export * as twoFactor from './two-factor.ts';
