import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { lockAccount } from '../accounts/feature.ts';
import { unsubscribe } from './newsletter.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

/** Unsubscribes the member whom the link was mailed to. Using it twice does no harm. Throws 422 on `token`. */
export async function unsubscribeByLink(ctx: Context, actor: Actor, token: string): Promise<void> {
  const { accountId, mac } = readUnsubscribeToken(token);
  if (!ctx.keyring.namedMacMatches('unsubscribe', accountId, mac))
    throw invalidField('token', 'invalid_link');
  await ctx.write(actor, async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account) await unsubscribe(tx, account, 'unsubscribe_link');
  });
}
