import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { markRevoked, type ServiceCredential } from './queries.ts';

/** Revokes a credential: it is refused from the next request on. Returns false when somebody revoked it meanwhile. */
export async function revokeService(
  ctx: Context,
  actor: Actor,
  credential: ServiceCredential,
): Promise<boolean> {
  const { id, name } = credential;
  return ctx.write(actor, async (tx) => {
    if (!(await markRevoked(tx, id))) return false;
    await tx.record({
      type: 'service_revoked',
      accountId: platformJournal,
      data: { service_id: id, service_name: name },
    });
    return true;
  });
}
