import { isCheckedSecret, newCheckedSecret } from '../../platform/crypto/checked-secret.ts';

/** Known to clients and to scanners (wire contract, section 2). */
const prefix = 'tk-us-';

export const newTokenSecret = (): string => newCheckedSecret(prefix);

/** Whether the text can be one of ours. */
export const isTokenShaped = (text: string): boolean => isCheckedSecret(prefix, text);
