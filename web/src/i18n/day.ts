/**
 * Days as people choose and count them, in the zone that the account's dates are shown in. A day is written `2027-02-21`, as
 * in `<input type="date">`.
 */

const dayMs = 24 * 60 * 60 * 1000;

/** How far clocks in the zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string | undefined): number {
  const options: Intl.DateTimeFormatOptions = {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  const parts = new Map(
    new Intl.DateTimeFormat('en', options).formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const there = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return there - Math.floor(at / 1000) * 1000;
}

/** The day that an instant lies in. */
export function dayOf(at: number, timeZone: string | undefined): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/** The last second of a day, in milliseconds; null when it is not a day. */
export function endOfDay(day: string, timeZone: string | undefined): number | null {
  const asUtc = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59.000Z`) : Number.NaN;
  // Some engines parse `2026-02-30` as another day.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
  const guess = asUtc - offsetAt(asUtc, timeZone);
  // The candidates use the offsets before and after a change of clocks, if there is one. Where clocks go back at midnight, the
  // last hour comes twice, and its second end counts.
  const ends = [guess - dayMs, guess, guess + dayMs].map((at) => asUtc - offsetAt(at, timeZone));
  return Math.max(...ends.filter((end) => end + offsetAt(end, timeZone) === asUtc), Math.min(...ends));
}

/** The day before a day. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - dayMs).toISOString().slice(0, 10);

/** The number of days until an instant, counting a day that has begun as whole; 0 once the instant is past. */
export const daysUntil = (instant: string, now: number = Date.now()): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now) / dayMs));

export const inDays = (days: number, now: number = Date.now()): number => now + days * dayMs;
