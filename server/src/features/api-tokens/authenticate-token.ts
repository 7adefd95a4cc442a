import type { CredentialRef } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { Principal } from '../../platform/principal.ts';
import { jwtsOf } from './jwt.ts';
import { type PresentToken, presentTokenById, tokenByPreviousSecret, tokenBySecret } from './queries.ts';
import { earlier, isExpired, isGenerationLive, overlapUntil } from './token-life.ts';
import { inBoth, type Limits } from './token-limits.ts';
import { isTokenShaped } from './token-secret.ts';

/** A principal that came by a token, or by a JWT of one. */
export interface TokenPrincipal extends Principal {
  readonly credential: CredentialRef & { readonly kind: 'bearer' | 'token'; readonly id: string };
  /** Of the secret that was shown, or that the JWT was got with. */
  readonly generation: number;
  /** When the secret stops working: the token ends, or the overlap after its renewal does; null: never. */
  readonly endsAt: Instant | null;
}

export const isTokenPrincipal = (principal: Principal): principal is TokenPrincipal =>
  'generation' in principal;

/**
 * Recognises a JWT. The signature may be remembered; whether its token was revoked, renewed or has expired, and its
 * account suspended, is asked of the database every time.
 */
export async function authenticateJwt(ctx: Context, jwt: string): Promise<TokenPrincipal | null> {
  const claims = await jwtsOf(ctx).verify(jwt);
  if (!claims?.forUs) return null;
  const token = await presentTokenById(ctx.reader, claims.tokenId);
  const { accountId, generation } = claims;
  if (!token || token.account.id !== accountId) return null;
  const now = ctx.now();
  if (isExpired(token, now) || !isGenerationLive(token, generation, now)) return null;
  return principalOf(token, { kind: 'bearer', generation, limits: limitsNow(token, claims), now });
}

/** What a JWT allows of what its token allows by now. */
export const limitsNow = (token: Pick<PresentToken, 'scopes' | 'applications'>, claims: Limits): Limits => ({
  scopes: inBoth(listOf(token.scopes), claims.scopes),
  applications: inBoth(listOf(token.applications), claims.applications),
});

/** Recognises an API token on its way to be exchanged, by its present secret or the one before while both live. */
export async function authenticateToken(ctx: Context, secret: string): Promise<TokenPrincipal | null> {
  if (!isTokenShaped(secret)) return null;
  const hash = hashSecret(secret);
  const present = await tokenBySecret(ctx.reader, hash);
  const token = present ?? (await tokenByPreviousSecret(ctx.reader, hash));
  if (!token) return null;
  const now = ctx.now();
  const generation = present ? token.generation : token.generation - 1;
  if (isExpired(token, now) || !isGenerationLive(token, generation, now)) return null;
  const limits = { scopes: listOf(token.scopes), applications: listOf(token.applications) };
  return principalOf(token, { kind: 'token', generation, limits, now });
}

interface Shown {
  readonly kind: 'bearer' | 'token';
  readonly generation: number;
  readonly limits: Limits;
  readonly now: number;
}

const principalOf = (token: PresentToken, { kind, generation, limits, now }: Shown): TokenPrincipal => ({
  account: token.account,
  credential: { kind, id: token.id, checked: { generation, since: token.since } },
  scopes: limits.scopes,
  applications: limits.applications,
  generation,
  endsAt:
    generation === token.generation ? token.expires_at : earlier(token.expires_at, overlapUntil(token, now)),
  provedAt: token.proved_at,
});
