import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import { isMarkDue } from '../../../platform/touch.ts';
import { isIdle } from './idleness.ts';
import { liveSession, seenMark } from './queries.ts';
import { NextSecret } from './renew-session.ts';

/** Marked so often in the time that ends a session, it lives on for whoever uses it. */
const marksInIdleTime = 20;

/** Recognises a session cookie; null when it is unknown, ended, idle too long or too old. */
export async function authenticateSession(ctx: Context, secret: string): Promise<Principal | null> {
  const now = ctx.now();
  const secretHash = hashSecret(secret);
  const session = await liveSession(ctx.reader, secretHash, instantOf(now));
  if (!session) return null;
  if (isIdle(session, now)) return null;
  const due = isMarkDue(session.seen_at, now, session.idle_ms / marksInIdleTime);
  // A use mark, not a change: losing the last one shortens an idle session by a minute at most, and a short one by less.
  if (due) ctx.touch(seenMark(session.id, instantOf(now)));
  return {
    account: session.account,
    credential: {
      kind: 'session',
      id: session.id,
      checked: { secretHash, renewal: new NextSecret(), since: session.since },
    },
    scopes: null,
    applications: null,
    provedAt: session.proved_at,
  };
}
