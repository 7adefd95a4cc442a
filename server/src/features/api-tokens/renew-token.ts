import type { Actor } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { type Instant, instantOf, seconds } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { isTokenPrincipal } from './authenticate-token.ts';
import type { TokenWithSecret } from './create-token.ts';
import { descendantsOf } from './descendants.ts';
import { endBy, endOfToken } from './end-queries.ts';
import { tokenRenewedMail } from './mails.ts';
import { type ApiToken, lockLiveToken, replaceSecret } from './queries.ts';
import { type AskedExpiry, expiryOf } from './token-expiry.ts';
import { earlier } from './token-life.ts';
import { limitsWithin } from './token-limits.ts';
import { newTokenSecret } from './token-secret.ts';
import { warnedAtBirth } from './warn-of-expiry.ts';

interface Asked extends AskedExpiry {
  /** How long the present secret stays good, in seconds. */
  readonly overlap_seconds?: number | undefined;
}

/**
 * Makes a new secret under the same id, with the old one's lifetime unless another is asked for. A token that renews itself
 * keeps its end. The old secret and its JWTs end with the commit, or when the overlap is over. A secret from an earlier overlap
 * that still lasts ends in any case.
 *
 * Throws `not_found`, also for an expired token: its owner let it end, and a new one is made on purpose, not brought back by
 * somebody who still has it in a list. Throws `scope_missing` when the token may do more than the one that renews it, because
 * the renewer gets the new secret. Throws 422 on `expires_at` or `expires_in_days`.
 */
export async function renewToken(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  id: string,
  asked: Asked,
): Promise<TokenWithSecret> {
  const { account } = principal;
  const secret = newTokenSecret();
  const row = await ctx.write(actor, async (tx) => {
    const present = await lockLiveToken(tx, account.id, id);
    if (!present) throw notFound('token');
    demandNoMore(present, principal);
    const expiresAt = expiryOf(asked, {
      now: tx.now,
      maxDays: ctx.config.LOGE_TOKEN_MAX_DAYS,
      parentEnd: await bound(tx, present, principal),
      otherwise: sameLife(present, tx.now),
    });
    const previousUntil = asked.overlap_seconds ? overlapEnd(present, tx.now, asked.overlap_seconds) : null;
    const token = await replaceSecret(tx, present, {
      secretHash: hashSecret(secret),
      previousUntil,
      expiresAt,
      warnedDays: warnedAtBirth(tx.now, expiresAt),
    });
    // What a token made never outlives it (docs/rules.md#tokens-made-by-tokens).
    if (expiresAt !== null) {
      await endBy(
        tx,
        (await descendantsOf(tx, [id])).map((descendant) => descendant.id),
        expiresAt,
      );
    }
    await tx.record({
      type: 'regenerate_token',
      accountId: account.id,
      data: { token_name: token.name, token_id: token.id },
    });
    await tx.enqueue(
      tokenRenewedMail.to(recipientOf(account), {
        name: token.name,
        at: tx.now,
        remoteIp: actor.remoteIp,
        previousUntil,
        expiresAt,
      }),
    );
    return token;
  });
  return { row, secret };
}

/** The renewer gets the new secret, so a limited token or a narrowed JWT must not receive more than it has. */
function demandNoMore(token: ApiToken, principal: Principal): void {
  const limits = { scopes: listOf(token.scopes), applications: listOf(token.applications) };
  if (!limitsWithin(limits, principal)) throw new AppError('scope_missing');
}

/**
 * The latest end that the new secret may have: the end of its maker, or of the token that renews it (which may be itself). A
 * token that ends must not lead to one that does not (docs/rules.md#end-of-a-token).
 */
async function bound(tx: Tx, token: ApiToken, renewer: Principal): Promise<Instant | null> {
  const maker = token.parent_id === null ? null : await endOfToken(tx, token.parent_id);
  if (!isTokenPrincipal(renewer)) return maker;
  return earlier(maker, await endOfToken(tx, renewer.credential.id));
}

const sameLife = ({ expires_at, issued_at }: ApiToken, now: Instant): Instant | null =>
  expires_at === null ? null : instantOf(Date.parse(now) + Date.parse(expires_at) - Date.parse(issued_at));

/** A renewal never lengthens the life of the old secret. */
const overlapEnd = ({ expires_at }: ApiToken, now: Instant, overlapSeconds: number): Instant | null =>
  earlier(instantOf(Date.parse(now) + seconds(overlapSeconds)), expires_at);
