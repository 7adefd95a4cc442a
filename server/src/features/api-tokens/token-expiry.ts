import { invalidField } from '../../kernel/app-error.ts';
import { days, type Instant, instantOf } from '../../kernel/clock.ts';
import { readInstant } from '../../kernel/read-instant.ts';
import { earlier } from './token-life.ts';

export interface AskedExpiry {
  /** Null means never. */
  readonly expires_at?: string | null | undefined;
  readonly expires_in_days?: number | undefined;
}

interface Bounds {
  readonly now: Instant;
  /** The longest life of a token, in days; 0 means no limit. */
  readonly maxDays: number;
  /**
   * When the token that makes or renews this one ends, which this one cannot outlive (docs/rules.md#tokens-made-by-tokens).
   * Null means never, or no such token.
   */
  readonly parentEnd: Instant | null;
  /** The end of a token for which none was asked. Null means never. */
  readonly otherwise: Instant | null;
}

// Instants are compared as text: years of more than four digits would break that.
const maxDaysEver = 36_500;

/**
 * When a token ends: as asked, otherwise as late as allowed but no later than `otherwise`. Throws 422 on the field that was
 * given: `invalid`, `in_the_past`, `too_late` with the allowed days, `beyond_parent`.
 */
export function expiryOf(asked: AskedExpiry, { now, maxDays, parentEnd, otherwise }: Bounds): Instant | null {
  const latest = maxDays === 0 ? null : inDays(now, maxDays);
  if (asked.expires_in_days !== undefined) {
    if (asked.expires_at !== undefined) throw invalidField('expires_in_days', 'invalid');
    return bounded('expires_in_days', inDays(now, asked.expires_in_days));
  }
  if (asked.expires_at === undefined) return earlier(otherwise, earlier(latest, parentEnd));
  if (asked.expires_at === null) return bounded('expires_at', null);
  const at = readInstant(asked.expires_at);
  if (at === null) throw invalidField('expires_at', 'invalid');
  if (at <= Date.parse(now)) throw invalidField('expires_at', 'in_the_past');
  if (at > Date.parse(now) + days(maxDaysEver))
    throw invalidField('expires_at', 'too_late', { max: maxDaysEver });
  return bounded('expires_at', instantOf(at));

  function bounded(field: string, end: Instant | null): Instant | null {
    if (isLater(end, latest)) throw invalidField(field, 'too_late', { max: maxDays });
    if (isLater(end, parentEnd)) throw invalidField(field, 'beyond_parent');
    return end;
  }
}

const inDays = (now: Instant, count: number): Instant => instantOf(Date.parse(now) + days(count));

const isLater = (end: Instant | null, bound: Instant | null): boolean =>
  bound !== null && (end === null || end > bound);
