import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';
import { accountById } from '../accounts/feature.ts';
import { unsubscribe } from './newsletter.ts';

/**
 * The token in a newsletter's unsubscribe link: the account's id and our MAC over it. It opens nothing else,
 * works more than once and does not expire, since old newsletters must still let go (RFC 8058).
 */
export const unsubscribeToken = (keyring: Keyring, accountId: string): string =>
  `${accountId}.${keyring.mac('unsubscribe', accountId)}`;

/** Throws 422 on `token`. Twice is as good as once. */
export async function unsubscribeByLink(ctx: Context, actor: Actor, token: string): Promise<void> {
  const [id = '', mac = ''] = token.split('.');
  if (!ctx.keyring.macMatches('unsubscribe', id, mac)) throw invalidField('token', 'invalid_link');
  await ctx.write(actor, async (tx) => {
    const account = await accountById(tx, id);
    if (account) await unsubscribe(tx, account, 'unsubscribe_link');
  });
}
