import { isCheckedSecret, newCheckedSecret } from '../../platform/crypto/checked-secret.ts';

/** Known to clients and to scanners (docs/contract.md#data). */
const prefix = 'tk-us-';

export const newTokenSecret = (): string => newCheckedSecret(prefix);

/** Whether the text can be one of ours. */
export const isTokenShaped = (text: string): boolean => isCheckedSecret(prefix, text);
