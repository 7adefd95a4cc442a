import type { Account } from '../../db/account.ts';

type Standing = Pick<Account, 'operator_since' | 'totp_since' | 'passkey_since'>;

/** Made an operator, and without the second factor that being one takes (docs/rules.md#making-an-operator). */
export const awaitsEnrolment = ({ operator_since, totp_since, passkey_since }: Standing): boolean =>
  operator_since !== null && totp_since === null && passkey_since === null;

/** May do what operators do. */
export const isOperator = (account: Standing): boolean =>
  account.operator_since !== null && !awaitsEnrolment(account);
