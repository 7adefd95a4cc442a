import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { isOAuthType } from '../providers/feature.ts';
import { findIntegration } from './find-integration.ts';
import { integrationEvent } from './integration-object.ts';
import { disconnectedMail, mailedIntegration } from './mails.ts';
import { deleteIntegration, type Integration } from './queries.ts';
import { revokeGrant } from './revoke-grant.ts';
import { showGithub } from './show-github.ts';

/** Disconnects at once, whether or not the provider answers: a job takes our grant back there. Throws `not_found`. */
export async function disconnect(
  ctx: Context,
  actor: Actor,
  account: Account,
  idOrType: string,
): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const { id } = await findIntegration(tx, account.id, idOrType);
    const removed = await dropIntegration(tx, account.id, id);
    if (!removed) return;
    await tx.enqueue(
      disconnectedMail.to(recipientOf(account), {
        ...mailedIntegration(removed),
        revoked: isOAuthType(removed.scm_type),
        at: tx.now,
        remoteIp: actor.remoteIp,
      }),
    );
  });
  await ctx.forget();
}

/** Removes the integration as part of the caller's write, which mails. */
export async function dropIntegration(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<Integration | undefined> {
  const removed = await deleteIntegration(tx, accountId, id);
  if (removed) await recordRemoval(tx, removed);
  return removed;
}

/** What follows from the removal of an integration's row, whoever removed it. */
export async function recordRemoval(tx: Tx, removed: Integration): Promise<void> {
  await tx.record({
    type: 'delete_integration',
    accountId: removed.account_id,
    data: integrationEvent(removed),
  });
  await tx.enqueue(revokeGrant(removed, tx.now));
  await showGithub(tx, removed.account_id);
}
