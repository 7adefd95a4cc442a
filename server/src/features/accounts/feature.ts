/**
 * Accounts: the record that every other feature hangs on. Writes of the table happen here only; others may
 * join it to read.
 */
export { freeUsername, usernameFor } from './free-username.ts';
export { accountsPersonal } from './personal.ts';
export {
  type AccountChange,
  accountByEmail,
  accountById,
  accountByLogin,
  changeAddress,
  confirmAddress,
  everyAccountId,
  holdAccount,
  insertAccount,
  type NewAccount,
  ownerNamed,
  releaseAddress,
  renameAccount,
  updateAccount,
  usernameHolder,
} from './queries.ts';
export { recipientOf } from './recipient.ts';
export { localeOf, toUser } from './user-object.ts';
export { emailKey, usernameKey, usernameRefusal } from './username.ts';
