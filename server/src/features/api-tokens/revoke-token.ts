import type { Actor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Account } from '../../platform/http/principal.ts';
import { recipientOf } from '../accounts/feature.ts';
import { tokenRevokedMail } from './mails.ts';
import { markRevoked } from './queries.ts';

/** Ends a token; it and its JWTs are refused from the next request on. Throws `not_found`. */
export async function revokeToken(ctx: Context, actor: Actor, account: Account, id: string): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const token = await markRevoked(tx, account.id, id);
    if (!token) throw notFound('token');
    await tx.record({
      type: 'delete_token',
      accountId: account.id,
      data: { token_name: token.name, token_id: token.id },
    });
    await tx.enqueue(
      tokenRevokedMail.to(recipientOf(account), { name: token.name, at: tx.now, remoteIp: actor.remoteIp }),
    );
  });
}
