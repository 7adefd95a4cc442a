import type { Actor } from '../../../kernel/actor.ts';
import { notFound } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { onCredentialChange } from '../../../platform/credential-change.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Listener, Listeners, Reader, Tx } from '../../../platform/write.ts';
import { countTrusted, distrustBrowsersOf, forgetBrowsersOf } from './browser-queries.ts';
import { isIdle } from './idleness.ts';
import { endSessionOf, endSessionsOf, forgetProofsOf, sessionsOf } from './queries.ts';
import { renewOwnSession } from './renew-session.ts';

/** The session that made the request; null by bearer. */
export const ownSession = ({ credential }: Principal): string | null =>
  credential.kind === 'session' ? credential.id : null;

/** Ends one of the member's sessions at once. Ending the asking session signs it out. Throws `not_found`. */
export async function endOneSession(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  id: string,
): Promise<void> {
  const { account } = principal;
  await ctx.write(actor, async (tx) => {
    const ended = await endSessionOf(tx, account.id, id);
    if (!ended || isIdle(ended, Date.parse(tx.now))) throw notFound('session');
    const type = id === ownSession(principal) ? 'logout' : 'session_ended';
    await tx.record({ type, accountId: account.id, data: { remote_ip: actor.remoteIp } });
  });
}

/** Ends all of the member's sessions but the asking one. */
export async function endOtherSessions(ctx: Context, actor: Actor, principal: Principal): Promise<void> {
  const { account } = principal;
  await ctx.write(actor, async (tx) => {
    const ended = await endSessionsOf(tx, account.id, ownSession(principal));
    const count = ended.filter((use) => !isIdle(use, Date.parse(tx.now))).length;
    // A copy of this session's cookie is no session of its own. The renewal ends it, even where no other session is open.
    await renewOwnSession(tx);
    if (count === 0) return;
    await tx.record({
      type: 'sessions_ended',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp, count },
    });
  });
}

/** How many sessions are open beside the one to keep, and how many browsers are trusted. */
export async function openAccess(reader: Reader, accountId: string, now: number, keep: string | null = null) {
  const open = await sessionsOf(reader, accountId, instantOf(now));
  return {
    sessions: open.filter((row) => row.id !== keep && !isIdle(row, now)).length,
    trustedBrowsers: await countTrusted(reader, accountId, instantOf(now)),
  };
}

/** What gives access to the account beside the asking session. */
export const otherAccess = (reader: Reader, principal: Principal, now: number) =>
  openAccess(reader, principal.account.id, now, ownSession(principal));

/** Ends what `otherAccess` counts, as part of the caller's write, which holds the account's lock. */
export async function endOthers(tx: Tx, principal: Principal) {
  const counted = await otherAccess(tx, principal, Date.parse(tx.now));
  await endSessionsOf(tx, principal.account.id, ownSession(principal));
  await forgetProofsOf(tx, principal.account.id, ownSession(principal));
  await distrustBrowsersOf(tx, principal.account.id);
  return counted;
}

/** The session that makes the write; null when it is not made by one. */
const sessionOf = ({ actor }: Tx): string | null =>
  actor.kind === 'member' && actor.credential.kind === 'session' ? actor.credential.id : null;

/**
 * A credential changed, so proofs in other sessions and trusted browsers end: they were given under the old credentials
 * (docs/rules.md#remembered-browsers). The session that changed it goes on under a new secret (docs/rules.md#session-renewal).
 */
const doubtOthers: Listener = async (tx, { accountId }) => {
  await forgetProofsOf(tx, accountId, sessionOf(tx));
  await distrustBrowsersOf(tx, accountId);
  await renewOwnSession(tx);
};

/** The account was taken back or given up, so every session ends. */
const endAll: Listener = async (tx, { accountId }) => {
  await endSessionsOf(tx, accountId, null);
  // Whoever had the account before may have signed in from their browsers (docs/rules.md#reclaiming-an-unconfirmed-account).
  // Those are unknown again.
  await forgetBrowsersOf(tx, accountId);
};

export const sessionListeners: Listeners = {
  account_reclaimed: endAll,
  operator_reset: endAll,
  password_reset_success: endAll,
  tfa_stopped: endAll,
  tfa_reset: endAll,
  email_change_undone: endAll,
  deletion_confirmed: endAll,
  async password_changed(tx, entry) {
    await endSessionsOf(tx, entry.accountId, sessionOf(tx));
    await doubtOthers(tx, entry);
  },
  ...onCredentialChange(doubtOthers),
  everything_revoked: renewOwnSession,
};
