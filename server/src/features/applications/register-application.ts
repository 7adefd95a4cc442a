import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { type Application, deleteApplication, putApplication } from './queries.ts';

/** Tells Loge of an application and its owner; again, when either changed. */
export async function registerApplication(
  ctx: Context,
  actor: Actor,
  application: Omit<Application, 'registered_at'>,
): Promise<void> {
  const { id, name, account_id: accountId } = application;
  await ctx.write(actor, async (tx) => {
    await putApplication(tx, application);
    await tx.record({ type: 'application_registered', accountId, data: { app_id: id, app_name: name } });
  });
}

/** The application is gone; false when it was not known. */
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
