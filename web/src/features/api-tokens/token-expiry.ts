import type { apiTokens } from '@loge/protocol';
import { type Expiry, expiryOf } from '../../shell/fields/expiry.ts';

/** Days of life that are offered for a token. */
const usual = [7, 30, 90, 365] as const;

/** The choice that is preset. */
const suggested = 90;

const within = (days: number, max: number | null): string =>
  String(max === null ? days : Math.min(days, max));

export const suggestedLife = (max: number | null): string => within(suggested, max);

/** The life that the token was made with, within what is allowed now. */
export function lifeOf({ issued_at: from, expires_at: to }: apiTokens.Token, max: number | null): string {
  if (to === null) return max === null ? 'never' : String(max);
  return within(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)), max);
}

/** The usual choices, and the token's own number of days when it is none of them. */
export function tokenDays(life?: string): readonly number[] {
  const own = Number(life);
  return [...new Set([...usual, ...(Number.isInteger(own) ? [own] : [])])].sort((a, b) => a - b);
}

interface Bounds {
  readonly zone: string | undefined;
  readonly max: number | null;
}

/** Days are counted by the server's clock; a date is a moment, and never is null. */
export function expiryBody(
  expiry: Expiry,
  bounds: Bounds,
): { expires_in_days: number } | { expires_at: string | null } {
  const days = Number(expiry.expires_in_days);
  return Number.isInteger(days)
    ? { expires_in_days: days }
    : { expires_at: expiryOf(expiry, bounds) ?? null };
}
