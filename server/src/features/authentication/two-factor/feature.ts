import type { Feature } from '../../../platform/feature.ts';

/** Two-factor authentication: codes of an authenticator app, and recovery codes. */
export const twoFactorFeature: Feature = {};

export { checkCode } from './check-code.ts';
