import { randomUUID } from 'node:crypto';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Account } from '../../platform/http/principal.ts';
import { recipientOf } from '../accounts/feature.ts';
import { tokenCreatedMail } from './mails.ts';
import { type ApiToken, insertToken } from './queries.ts';
import { newTokenSecret } from './token-secret.ts';

export interface TokenWithSecret {
  readonly row: ApiToken;
  readonly secret: string;
}

/** Names may repeat: every login of a command line makes another (wire contract, section 3). */
export async function createToken(
  ctx: Context,
  actor: Actor,
  account: Account,
  name: string,
): Promise<TokenWithSecret> {
  const secret = newTokenSecret();
  const row = await ctx.write(actor, async (tx) => {
    const token = await insertToken(tx, {
      id: randomUUID(),
      account_id: account.id,
      name,
      secret_hash: hashSecret(secret),
      proved_at: actor.kind === 'member' && actor.credential.kind === 'password' ? tx.now : null,
    });
    await tx.record({
      type: 'new_token',
      accountId: account.id,
      data: { token_name: token.name, token_id: token.id },
    });
    await tx.enqueue(
      tokenCreatedMail.to(recipientOf(account), { name, at: tx.now, remoteIp: actor.remoteIp }),
    );
    return token;
  });
  return { row, secret };
}
