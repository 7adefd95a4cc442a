import { type Instant, instantOf } from '../../kernel/clock.ts';

/**
 * The same day and time so many months later, in UTC; the last day of that month where it has no such day. Always counted from the
 * first instant, never from the month before: a contact of 31 January is due on 28 February, and then on 31 March.
 */
export function addMonths(instant: Instant, months: number): Instant {
  const at = new Date(instant);
  const month = at.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return instantOf(
    Date.UTC(
      at.getUTCFullYear(),
      month,
      Math.min(at.getUTCDate(), lastDay),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
      at.getUTCMilliseconds(),
    ),
  );
}
