import type { apiTokens } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import type { ApiToken } from './queries.ts';

/** When a token, a secret and a JWT are good: the one place that says so beside the queries. */

type End = Pick<ApiToken, 'expires_at'>;
type Secrets = Pick<ApiToken, 'generation' | 'previous_until'>;

/** @param now milliseconds. */
export const isExpired = ({ expires_at }: End, now: number): boolean =>
  expires_at !== null && Date.parse(expires_at) <= now;

/** @param now milliseconds. */
export const stateOf = (token: End & Pick<ApiToken, 'revoked_at'>, now: number): apiTokens.TokenState => {
  if (token.revoked_at !== null) return 'revoked';
  return isExpired(token, now) ? 'expired' : 'active';
};

/** Until when the secret of before a renewal is good; null when there is none any more. @param now milliseconds. */
export const overlapUntil = ({ previous_until }: Secrets, now: number): Instant | null =>
  previous_until !== null && Date.parse(previous_until) > now ? previous_until : null;

/**
 * Whether what was made with a secret of this generation is still good: with the present one, or with the one before
 * while both live (docs/rules.md#renewal-with-overlap). @param now milliseconds.
 */
export const isGenerationLive = (token: Secrets, generation: number, now: number): boolean =>
  generation === token.generation ||
  (generation === token.generation - 1 && overlapUntil(token, now) !== null);

/** The first of two instants; null is never. */
export const earlier = (one: Instant | null, other: Instant | null): Instant | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};
