import type { FieldIssues } from '@loge/protocol';
import { dayOf, endOfDay, inDays } from '../../i18n/day.ts';

/** When something ends, as chosen in the form: a number of days, `never`, `date` or `keep`. */
export interface Expiry {
  /** These are the API's names, so that its errors appear beside the field. */
  readonly expires_in_days: string;
  /** The day, when `date` is chosen. */
  readonly expires_at: string;
}

interface Bounds {
  readonly zone: string | undefined;
  /** The longest life in days. Null means no limit. */
  readonly max: number | null;
}

/** In milliseconds. A browser's clock may be ahead of the server's, so a last day at the limit stays this far inside it. */
const allowance = 5 * 60_000;

/**
 * The chosen moment; null for never, undefined to leave it as it is. A date means the end of that day. On the last allowed day
 * it means the latest allowed moment.
 */
export function expiryOf(
  { expires_in_days: choice, expires_at: day }: Expiry,
  { zone, max }: Bounds,
  now: number = Date.now(),
): string | null | undefined {
  if (choice === 'keep') return undefined;
  if (choice === 'never') return null;
  if (choice !== 'date') return new Date(inDays(Number(choice), now)).toISOString();
  const end = endOfDay(day, zone);
  if (end === null) return '';
  const latest = max === null ? end : inDays(max, now) - allowance;
  const sameDay = end > latest && dayOf(latest, zone) === day;
  return new Date(sameDay ? latest : end).toISOString();
}

/** What is wrong with the chosen moment. */
export function expiryIssues(expiry: Expiry, bounds: Bounds, now: number = Date.now()): FieldIssues {
  if (expiry.expires_in_days !== 'date') return {};
  const chosen = expiryOf(expiry, bounds, now);
  if (!chosen) return { expires_at: [{ code: expiry.expires_at === '' ? 'missing' : 'invalid' }] };
  const at = Date.parse(chosen);
  if (at <= now) return { expires_at: [{ code: 'in_the_past' }] };
  if (bounds.max !== null && at > inDays(bounds.max, now)) return { expires_at: [{ code: 'too_late' }] };
  return {};
}
