import { onCredentialChange } from '../../../platform/credential-change.ts';
import type { Listener, Listeners } from '../../../platform/write.ts';
import { dropUnfinishedOf } from './queries.ts';

/** A credential changed: whoever had begun something by a session proved it was them under the old ones, and begins anew. */
const drop: Listener = (tx, { accountId }) => dropUnfinishedOf(tx, accountId);

export const authorizationListeners: Listeners = {
  ...onCredentialChange(drop),
  account_reclaimed: drop,
  operator_reset: drop,
  password_changed: drop,
  password_reset_success: drop,
  email_change_undone: drop,
  tfa_stopped: drop,
  tfa_reset: drop,
  everything_revoked: drop,
  deletion_confirmed: drop,
};
