import type { Actor } from '../../../kernel/actor.ts';
import { AppError, notFound } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/http/principal.ts';
import type { Listeners, Tx } from '../../../platform/write.ts';
import { holdAccount } from '../../accounts/feature.ts';
import { isIdle } from './idleness.ts';
import { endSessionOf, endSessionsOf, forgetBrowsersOf, isOpen } from './queries.ts';

/** The session that the request came by; null by bearer. */
export const ownSession = ({ credential }: Principal): string | null =>
  credential.kind === 'session' ? credential.id : null;

/** Ends one session of the member's, at once. The one that asks is signed out. Throws `not_found`. */
export async function endOneSession(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  id: string,
): Promise<void> {
  const { account } = principal;
  await ctx.write(actor, async (tx) => {
    await demandOpen(tx, principal);
    const ended = await endSessionOf(tx, account.id, id);
    if (!ended || isIdle(ended, Date.parse(tx.now))) throw notFound('session');
    const type = id === ownSession(principal) ? 'logout' : 'session_ended';
    await tx.record({ type, accountId: account.id, data: { remote_ip: actor.remoteIp } });
  });
}

/** Ends all sessions of the member's but the one that asks. */
export async function endOtherSessions(ctx: Context, actor: Actor, principal: Principal): Promise<void> {
  const { account } = principal;
  await ctx.write(actor, async (tx) => {
    await demandOpen(tx, principal);
    const ended = await endSessionsOf(tx, account.id, ownSession(principal));
    const count = ended.filter((use) => !isIdle(use, Date.parse(tx.now))).length;
    if (count === 0) return;
    await tx.record({
      type: 'sessions_ended',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp, count },
    });
  });
}

/**
 * Of two sessions that end each other at the same moment one wins: holding the account puts them in a row,
 * and a session that was ended meanwhile ends nothing any more.
 */
async function demandOpen(tx: Tx, principal: Principal): Promise<void> {
  await holdAccount(tx, principal.account.id);
  const own = ownSession(principal);
  if (own !== null && !(await isOpen(tx, own))) throw new AppError('not_authenticated');
}

/** A changed credential ends the sessions that were opened with the old one. */
export const sessionListeners: Listeners = {
  async password_reset_success(tx, { accountId }) {
    await endSessionsOf(tx, accountId, null);
    // Whoever had the account before may have signed in from theirs (settled 9): they are strangers again.
    await forgetBrowsersOf(tx, accountId);
  },
  async password_changed(tx, { accountId }) {
    const { actor } = tx;
    const own = actor.kind === 'member' && actor.credential.kind === 'session' ? actor.credential.id : null;
    await endSessionsOf(tx, accountId, own);
  },
};
