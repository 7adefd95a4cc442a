import { randomUUID } from 'node:crypto';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import type { Instant } from '../../kernel/clock.ts';
import { textOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { ownedBy } from '../applications/feature.ts';
import { isTokenPrincipal, type TokenPrincipal } from './authenticate-token.ts';
import { knownScopes } from './known-scopes.ts';
import { tokenCreatedMail } from './mails.ts';
import { type ApiToken, countLiveTokens, insertToken, lockLiveToken } from './queries.ts';
import { type AskedExpiry, expiryOf } from './token-expiry.ts';
import { isGenerationLive } from './token-life.ts';
import { type AskedLimits, newLimits, noLimits } from './token-limits.ts';
import { newTokenSecret } from './token-secret.ts';
import { warnedAtBirth } from './warn-of-expiry.ts';

export interface TokenWithSecret {
  readonly row: ApiToken;
  readonly secret: string;
}

interface Making {
  readonly asked?: AskedLimits & AskedExpiry;
  /** Who makes the token. A token made by a JWT never exceeds what that JWT may do (docs/rules.md#tokens-made-by-tokens). */
  readonly by?: Principal;
}

/**
 * Makes a token for the account, with its exact permissions unless less is asked for. Names may repeat: every login of a
 * command line makes another token (docs/contract.md#command-line-login). Throws 422 on `scopes`, `applications`, `expires_at`
 * or `expires_in_days`, and `too_many` on `base`. Throws `not_authenticated` when the token that makes it has ended meanwhile.
 */
export async function createToken(
  ctx: Context,
  actor: Actor,
  account: Account,
  name: string,
  { asked = {}, by }: Making = {},
): Promise<TokenWithSecret> {
  const secret = newTokenSecret();
  const parent = by ? parentOf(by) : null;
  const row = await ctx.write(actor, async (tx) => {
    const max = ctx.config.LOGE_MAX_TOKENS;
    if ((await countLiveTokens(tx, account.id)) >= max) throw invalidField('base', 'too_many', { max });
    const limits = newLimits(asked, {
      parent: parent ?? noLimits,
      known: knownScopes(ctx.config),
      owned: asked.applications ? [...(await ownedBy(tx, account.id))] : [],
    });
    const expiresAt = expiryOf(asked, {
      now: tx.now,
      maxDays: ctx.config.LOGE_TOKEN_MAX_DAYS,
      parentEnd: parent ? await endOfLiveParent(tx, parent) : null,
      otherwise: null,
    });
    const token = await insertToken(tx, {
      id: randomUUID(),
      account_id: account.id,
      name,
      secret_hash: hashSecret(secret),
      proved_at: actor.kind === 'member' && actor.credential.kind === 'password' ? tx.now : null,
      scopes: textOf(limits.scopes),
      applications: textOf(limits.applications),
      expires_at: expiresAt,
      parent_id: parent?.credential.id ?? null,
      ssh_key_id: by?.credential.kind === 'ssh_key' ? by.credential.id : null,
      warned_days: warnedAtBirth(tx.now, expiresAt),
    });
    await tx.record({
      type: 'new_token',
      accountId: account.id,
      data: { token_name: token.name, token_id: token.id },
    });
    await tx.enqueue(
      tokenCreatedMail.to(recipientOf(account), {
        name,
        at: tx.now,
        remoteIp: actor.remoteIp,
        scopes: limits.scopes,
        expiresAt,
      }),
    );
    return token;
  });
  return { row, secret };
}

/** The token whose JWT makes another token. Null for a session, a password or an SSH login. */
const parentOf = (principal: Principal): TokenPrincipal | null =>
  isTokenPrincipal(principal) && principal.credential.kind === 'bearer' ? principal : null;

/** Locks the parent until the write is over, so that a revocation of it and its descendants finds the new token too. */
async function endOfLiveParent(tx: Tx, parent: TokenPrincipal): Promise<Instant | null> {
  const present = await lockLiveToken(tx, parent.account.id, parent.credential.id);
  if (!present || !isGenerationLive(present, parent.generation, Date.parse(tx.now)))
    throw new AppError('not_authenticated');
  return present.expires_at;
}
