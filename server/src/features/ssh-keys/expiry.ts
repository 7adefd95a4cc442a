import { invalidField } from '../../kernel/app-error.ts';
import { type Instant, instantOf } from '../../kernel/clock.ts';
import { readInstant } from '../../kernel/read-instant.ts';

/**
 * Reads when a key expires into the form in which it is stored; null means never. Throws 422 on `expires_at`: `invalid` for a
 * text that is no RFC 3339 instant, `in_the_past`.
 * @param now milliseconds since the Unix epoch.
 */
export function readExpiry(text: string | null, now: number): Instant | null {
  if (text === null) return null;
  const at = readInstant(text);
  // An offset may move the last evening of 9999 to a year of five digits, which breaks the order of the texts.
  if (at === null || at >= Date.UTC(9999, 11, 31)) throw invalidField('expires_at', 'invalid');
  if (at <= now) throw invalidField('expires_at', 'in_the_past');
  return instantOf(at);
}
