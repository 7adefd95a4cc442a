import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField, notFound } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount, recipientOf } from '../../accounts/feature.ts';
import { passwordId } from '../password/feature.ts';
import { identityEvent } from './identity-object.ts';
import { identityRemovedMail, mailedIdentity } from './mails.ts';
import { deleteIdentity, type Identity, identitiesOf } from './queries.ts';

/**
 * Removes a way to sign in. Throws `not_found`, and 422 on `base` (`last_way_in`) when there is neither a password nor a passkey
 * nor another provider account to sign in with.
 */
export async function removeIdentity(
  ctx: Context,
  actor: Actor,
  account: Account,
  id: string,
): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present) throw new AppError('not_authenticated');
    const removed = await dropIdentity(tx, account.id, id);
    if (!removed) throw notFound('identity');
    if (!(await opensOtherwise(tx, present))) throw invalidField('base', 'last_way_in');
    const { remoteIp } = actor;
    await tx.enqueue(
      identityRemovedMail.to(recipientOf(present), { ...mailedIdentity(removed), at: tx.now, remoteIp }),
    );
  });
}

/** Whether the account can be entered without the identity that has just been deleted. */
async function opensOtherwise(tx: Tx, account: Account): Promise<boolean> {
  if (account.passkey_since !== null) return true;
  if ((await passwordId(tx, account.id)) !== null) return true;
  return (await identitiesOf(tx, account.id)).length > 0;
}

/** Removes the identity as part of the caller's write, which holds the account's lock and mails. */
export async function dropIdentity(tx: Tx, accountId: string, id: string): Promise<Identity | undefined> {
  const removed = await deleteIdentity(tx, accountId, id);
  if (removed) await recordRemoval(tx, removed);
  return removed;
}

/** What follows from the removal of an identity's row, whoever removed it. */
export const recordRemoval = (tx: Tx, removed: Identity): Promise<unknown> =>
  tx.record({ type: 'identity_removed', accountId: removed.account_id, data: identityEvent(removed) });
