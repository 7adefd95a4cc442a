import { invalidField } from '../../kernel/app-error.ts';
import { type Instant, instantOf } from '../../kernel/clock.ts';

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * When a key shall expire, as it is stored; null for never. Throws 422 on `expires_at`: `invalid` for what is no
 * RFC 3339 instant, `in_the_past`.
 * @param now milliseconds since the Unix epoch.
 */
export function readExpiry(text: string | null, now: number): Instant | null {
  if (text === null) return null;
  const [, year, month, day] = rfc3339.exec(text)?.map(Number) ?? [];
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  const at = Date.parse(text.toUpperCase());
  const exists = month && month <= 12 && day && day <= lastDay && !Number.isNaN(at);
  // An offset may push the last evening of 9999 out of four digits, and out of the order of texts.
  if (!exists || at >= Date.UTC(9999, 11, 31)) throw invalidField('expires_at', 'invalid');
  if (at <= now) throw invalidField('expires_at', 'in_the_past');
  return instantOf(at);
}
