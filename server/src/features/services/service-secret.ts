import { isCheckedSecret, newCheckedSecret } from '../../platform/crypto/checked-secret.ts';

/** Tells a service's Bearer from a JWT, and a scanner what it found (docs/rules.md#service-credentials). */
const prefix = 'loge-svc-';

export const newServiceSecret = (): string => newCheckedSecret(prefix);
export const isServiceShaped = (text: string): boolean => isCheckedSecret(prefix, text);
