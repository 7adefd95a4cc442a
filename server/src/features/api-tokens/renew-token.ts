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
  /** Seconds that the present secret lives on. */
  readonly overlap_seconds?: number | undefined;
}

/**
 * A new secret under the same id, for as long as the old one was made for unless told; by the token itself, until its own
 * end. The old one and its JWTs die with the commit, or once the overlap is over; a secret from before an overlap that
 * still lasts dies in any case.
 *
 * Throws `not_found`, also for a token that has expired: what its owner let end is made anew by somebody who says what
 * for, not brought back by whoever still has it in a list. Throws `scope_missing` when the token may do more than the
 * one that renews it, which would be handed its secret; 422 on `expires_at` or `expires_in_days`.
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
    // What it made never outlives it (docs/rules.md#tokens-made-by-tokens).
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

/** The secret is answered to whoever renews: a limited token, or a narrowed JWT, is not given more than it has. */
function demandNoMore(token: ApiToken, principal: Principal): void {
  const limits = { scopes: listOf(token.scopes), applications: listOf(token.applications) };
  if (!limitsWithin(limits, principal)) throw new AppError('scope_missing');
}

/**
 * The end that the new secret cannot have a later one than: its maker's, and that of the token that renews it, which may be
 * itself. Whoever has a token that ends must not have one that does not (docs/rules.md#end-of-a-token).
 */
async function bound(tx: Tx, token: ApiToken, renewer: Principal): Promise<Instant | null> {
  const maker = token.parent_id === null ? null : await endOfToken(tx, token.parent_id);
  if (!isTokenPrincipal(renewer)) return maker;
  return earlier(maker, await endOfToken(tx, renewer.credential.id));
}

const sameLife = ({ expires_at, issued_at }: ApiToken, now: Instant): Instant | null =>
  expires_at === null ? null : instantOf(Date.parse(now) + Date.parse(expires_at) - Date.parse(issued_at));

/** A renewal lengthens nobody's old secret: it ends when it would have ended. */
const overlapEnd = ({ expires_at }: ApiToken, now: Instant, overlapSeconds: number): Instant | null =>
  earlier(instantOf(Date.parse(now) + seconds(overlapSeconds)), expires_at);
