import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { lockAccount } from '../accounts/feature.ts';
import {
  type Application,
  applicationById,
  deleteApplication,
  type NewApplication,
  putApplication,
} from './queries.ts';

/**
 * Registers an application with its owner, or updates it when something changed. The former owner's journal records it too.
 * Throws 422 on `owner` when the account is being deleted: its applications would be erased with it.
 */
export async function registerApplication(
  ctx: Context,
  actor: Actor,
  application: NewApplication,
): Promise<Application> {
  const { id, name, account_id: accountId } = application;
  const data = { app_id: id, app_name: name };
  return ctx.write(actor, async (tx) => {
    // The lock orders this write and a confirmation of the owner's deletion: the application blocks the
    // deletion, or is refused.
    const owner = await lockAccount(tx, accountId);
    if (!owner || owner.deleting_since !== null) throw invalidField('owner', 'unknown_owner');
    const before = await applicationById(tx, id);
    const registered = await putApplication(tx, application, before);
    if (before && before.account_id !== accountId) {
      await tx.record({ type: 'application_removed', accountId: before.account_id, data });
    }
    await tx.record({ type: 'application_registered', accountId, data });
    return registered;
  });
}

/** Removes the application; returns false when it was not known. */
export async function removeApplication(ctx: Context, actor: Actor, id: string): Promise<boolean> {
  return ctx.write(actor, async (tx) => {
    const gone = await deleteApplication(tx, id);
    if (!gone) return false;
    await tx.record({
      type: 'application_removed',
      accountId: gone.account_id,
      data: { app_id: id, app_name: gone.name },
    });
    return true;
  });
}
