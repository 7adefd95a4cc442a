/** Accounts: the record that every other feature builds on. Only this feature writes the table; others may join it to read. */
export { freeUsername, usernameFor, usernameFromName } from './free-username.ts';
export { awaitsEnrolment, isOperator } from './operator.ts';
export { accountsPersonal } from './personal.ts';
export {
  type AddressHolder,
  accountByEmail,
  accountById,
  accountByLogin,
  addressHolder,
  changeAddress,
  confirmAddress,
  everyAccountId,
  type HeldAddress,
  insertAccount,
  lockAccount,
  ownerNamed,
  releaseAddress,
  releaseHeldAddresses,
  renameAccount,
  updateAccount,
  usernameHolder,
} from './queries.ts';
export { demandRecipient, recipientAt, recipientOf } from './recipient.ts';
export { localeOf, toUser } from './user-object.ts';
export { loginForm, usernameKey, usernameRefusal } from './username.ts';
