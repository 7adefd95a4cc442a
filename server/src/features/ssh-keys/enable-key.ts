import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField, notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { recipientOf } from '../accounts/feature.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { keyEnabledMail } from './mails.ts';
import { enableKeysOf, keyOf, type SshKey } from './queries.ts';

/** Enables a disabled key. Throws `not_found`, 422 on `base` when it is not disabled. */
export async function enableKey(ctx: Context, actor: Actor, account: Account, id: string): Promise<SshKey> {
  return ctx.write(actor, async (tx) => {
    const [key] = await enableKeysOf(tx, account.id, { id });
    if (!key) {
      if (await keyOf(tx, account.id, id)) throw invalidField('base', 'already_enabled');
      throw notFound('key');
    }
    await tx.record({ type: 'key_enabled', accountId: account.id, data: keyEvent(key) });
    await tx.enqueue(
      keyEnabledMail.to(recipientOf(account), { ...mailedKey(key), at: tx.now, remoteIp: actor.remoteIp }),
    );
    return key;
  });
}
