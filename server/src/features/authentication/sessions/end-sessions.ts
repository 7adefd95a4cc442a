import type { Listeners } from '../../../platform/write.ts';
import { endSessionsOf } from './queries.ts';

/** A changed credential ends the sessions that were opened with the old one. */
export const sessionListeners: Listeners = {
  password_reset_success: (tx, { accountId }) => endSessionsOf(tx, accountId, null),
  async password_changed(tx, { accountId }) {
    const { actor } = tx;
    const own = actor.kind === 'member' && actor.credential.kind === 'session' ? actor.credential.id : null;
    await endSessionsOf(tx, accountId, own);
  },
};
