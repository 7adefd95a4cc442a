import type { Listener, Listeners } from '../../../platform/write.ts';
import { dropAuthorizationsOf } from './queries.ts';

/** A credential changed: whoever had begun something by a session proved it was them under the old ones, and begins anew. */
const drop: Listener = (tx, { accountId }) => dropAuthorizationsOf(tx, accountId);

export const authorizationListeners: Listeners = {
  account_reclaimed: drop,
  operator_reset: drop,
  password_changed: drop,
  password_reset_success: drop,
  email_changed: drop,
  email_change_undone: drop,
  tfa_enabled: drop,
  tfa_disabled: drop,
  tfa_stopped: drop,
  tfa_reset: drop,
  recovery_codes_made: drop,
  passkey_added: drop,
  passkey_removed: drop,
  identity_removed: drop,
  everything_revoked: drop,
  deletion_confirmed: drop,
};
