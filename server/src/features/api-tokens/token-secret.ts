import { isCheckedSecret, newCheckedSecret } from '../../platform/crypto/checked-secret.ts';

/** Clients and secret scanners know this prefix (docs/contract.md#data). */
const prefix = 'tk-us-';

export const newTokenSecret = (): string => newCheckedSecret(prefix);

/** Whether the text has the shape of a token's secret. */
export const isTokenShaped = (text: string): boolean => isCheckedSecret(prefix, text);
