import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { childrenOf, markRevoked } from './end-queries.ts';
import { tokensRevokedMail } from './mails.ts';
import type { ApiToken } from './queries.ts';

interface Revoking {
  /** Also revokes the tokens that it made, directly or through others. */
  readonly descendants: boolean;
}

/**
 * Revokes a token. The token and its JWTs are refused from the next request on, on every node. One mail names all tokens that
 * ended. Throws `not_found`.
 */
export async function revokeToken(
  ctx: Context,
  actor: Actor,
  account: Account,
  id: string,
  { descendants }: Revoking = { descendants: false },
): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const [token, ...made] = await revokeWithDescendants(tx, account.id, id, { descendants });
    if (!token) throw notFound('token');
    await tx.enqueue(
      tokensRevokedMail.to(recipientOf(account), {
        name: token.name,
        made: made.map(({ name }) => name),
        at: tx.now,
        remoteIp: actor.remoteIp,
      }),
    );
  });
}

/**
 * Revokes the token and, if wanted, its descendants as part of the caller's write, and journals each. Returns nothing when the
 * token is not the account's or has ended. The caller sends the mail.
 *
 * The tokens are marked generation by generation. A token that is just making another is locked by that write, so marking it
 * waits until the new token is there. The search for its children comes after and finds it.
 */
export async function revokeWithDescendants(
  tx: Tx,
  accountId: string,
  id: string,
  { descendants }: Revoking,
): Promise<ApiToken[]> {
  const revoked = await markRevoked(tx, accountId, [id]);
  if (revoked.length > 0 && descendants) {
    for (let makers = [id]; makers.length > 0; ) {
      makers = (await childrenOf(tx, makers)).map((child) => child.id);
      revoked.push(...(await markRevoked(tx, accountId, makers)));
    }
  }
  await recordRevoked(tx, revoked);
  return revoked;
}

export async function recordRevoked(tx: Tx, tokens: readonly ApiToken[]): Promise<void> {
  for (const { account_id, name, id } of tokens) {
    await tx.record({
      type: 'delete_token',
      accountId: account_id,
      data: { token_name: name, token_id: id },
    });
  }
}
