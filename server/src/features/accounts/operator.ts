import type { Account } from '../../db/account.ts';

type Standing = Pick<Account, 'operator_since' | 'totp_since' | 'passkey_since'>;

/** True for an operator who still lacks the second factor that operators need (docs/rules.md#making-an-operator). */
export const awaitsEnrolment = ({ operator_since, totp_since, passkey_since }: Standing): boolean =>
  operator_since !== null && totp_since === null && passkey_since === null;

/** True when the account may do what operators do. */
export const isOperator = (account: Standing): boolean =>
  account.operator_since !== null && !awaitsEnrolment(account);
