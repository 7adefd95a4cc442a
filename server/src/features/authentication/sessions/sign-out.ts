import type { Actor } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { endSession } from './queries.ts';

/** Ends the asking session. */
export async function signOut(ctx: Context, actor: Actor, principal: Principal): Promise<void> {
  await ctx.write(actor, async (tx) => {
    if (!(await endSession(tx, principal.credential.id ?? ''))) return;
    await tx.record({ type: 'logout', accountId: principal.account.id, data: { remote_ip: actor.remoteIp } });
  });
}
