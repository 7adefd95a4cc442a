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
  /** Also the tokens that it made, and those that they made. */
  readonly descendants: boolean;
}

/**
 * Ends a token; it and its JWTs are refused from the next request on, on every node. One mail names all that ended.
 * Throws `not_found`.
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
 * The token and, if wanted, what it made, as part of the caller's write, each journaled; nothing when it is not the
 * account's or has ended. Whoever calls it mails.
 *
 * Generation by generation: a token that is just making another is held by that write, so marking it waits until the
 * other one is there, and the look for its children, which comes after, finds it.
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
