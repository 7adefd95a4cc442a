import type { Feature } from '../../../platform/feature.ts';

/** Passkeys (WebAuthn): signing in with one alone, or as second factor. */
export const passkeysFeature: Feature = {};

export { type CheckedPasskey, checkPasskey } from './check-passkey.ts';
