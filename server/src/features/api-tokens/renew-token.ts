import type { Actor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Account } from '../../platform/http/principal.ts';
import { recipientOf } from '../accounts/feature.ts';
import type { TokenWithSecret } from './create-token.ts';
import { tokenRenewedMail } from './mails.ts';
import { replaceSecret } from './queries.ts';
import { newTokenSecret } from './token-secret.ts';

/** A new secret under the same id; the old one and its JWTs die with the commit. Throws `not_found`. */
export async function renewToken(
  ctx: Context,
  actor: Actor,
  account: Account,
  id: string,
): Promise<TokenWithSecret> {
  const secret = newTokenSecret();
  const row = await ctx.write(actor, async (tx) => {
    const token = await replaceSecret(tx, account.id, id, hashSecret(secret));
    if (!token) throw notFound('token');
    await tx.record({
      type: 'regenerate_token',
      accountId: account.id,
      data: { token_name: token.name, token_id: token.id },
    });
    await tx.enqueue(
      tokenRenewedMail.to(recipientOf(account), { name: token.name, at: tx.now, remoteIp: actor.remoteIp }),
    );
    return token;
  });
  return { row, secret };
}
