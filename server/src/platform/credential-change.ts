import type { Listener, Listeners } from './write.ts';

/**
 * For whatever counts only as long as the account has the credentials under which it was shown or begun: listens to each change
 * of one that leaves the account with its owner. What takes an account back or gives it up ends more, and each feature says what.
 */
export const onCredentialChange = (listener: Listener): Listeners => ({
  email_changed: listener,
  tfa_enabled: listener,
  tfa_disabled: listener,
  recovery_codes_made: listener,
  passkey_added: listener,
  passkey_removed: listener,
  identity_added: listener,
  identity_removed: listener,
});
