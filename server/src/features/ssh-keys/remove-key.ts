import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { recipientOf } from '../accounts/feature.ts';
import { mailedKey } from './key-object.ts';
import { keyRemovedMail } from './mails.ts';
import { deleteKey } from './queries.ts';

/** Removes a key: the next connection with it is refused, and anybody may add it. Throws `not_found`. */
export async function removeKey(ctx: Context, actor: Actor, account: Account, id: string): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const key = await deleteKey(tx, account.id, id);
    if (!key) throw notFound('key');
    await tx.record({ type: 'delete_key', accountId: account.id, data: { name: key.name, key_id: id } });
    await tx.enqueue(
      keyRemovedMail.to(recipientOf(account), { ...mailedKey(key), at: tx.now, remoteIp: actor.remoteIp }),
    );
  });
}
