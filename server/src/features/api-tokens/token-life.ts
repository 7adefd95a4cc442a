import type { apiTokens } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import type { ApiToken } from './queries.ts';

/** Decides when a token, a secret and a JWT are good. Besides the queries, only this file does. */

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

/** Until when the secret from before a renewal is good; null when it no longer is. @param now milliseconds. */
export const overlapUntil = ({ previous_until }: Secrets, now: number): Instant | null =>
  previous_until !== null && Date.parse(previous_until) > now ? previous_until : null;

/**
 * Whether what was made with a secret of this generation is still good. The present generation is, and so is the one before
 * while both secrets are good (docs/rules.md#renewal-with-overlap). @param now milliseconds.
 */
export const isGenerationLive = (token: Secrets, generation: number, now: number): boolean =>
  generation === token.generation ||
  (generation === token.generation - 1 && overlapUntil(token, now) !== null);

/** The first of two instants; null means never. */
export const earlier = (one: Instant | null, other: Instant | null): Instant | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};
