import { isCheckedSecret, newCheckedSecret } from '../../platform/crypto/checked-secret.ts';

/** Tells a service's Bearer from a JWT, and a scanner what it found (docs/rules.md#service-credentials). */
export const servicePrefix = 'loge-svc-';

export const newServiceSecret = (): string => newCheckedSecret(servicePrefix);
/** Told from a password by its form alone: one that was mistyped must not be tried as a password. */
export const looksLikeService = (text: string): boolean => /^loge-svc-[\w-]{48}$/.test(text);
export const isServiceShaped = (text: string): boolean => isCheckedSecret(servicePrefix, text);
