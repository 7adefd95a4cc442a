import { isTimeZone, type Locale } from '@loge/protocol';
import { dayBefore, dayOf } from './day.ts';

/** Both languages put the day before the month. */
const tags: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };

const minute = 60;
const hour = 60 * minute;

export interface Format {
  /** `12 Mar 2026` */
  date(instant: string | Date): string;
  /** `12 March 2026 at 21:14:05 CET` */
  exact(instant: string | Date): string;
  /** `12 Mar at 21:14`, for moments that are at most days away. */
  moment(instant: string | Date): string;
  /** `21:14` */
  time(instant: string | Date, timeZone?: string): string;
  /** As people say it: `4 minutes ago`, `yesterday at 21:14`, `12 Mar 2026`. */
  ago(instant: string | Date, now?: Date): string;
  /** The same inside a sentence: `on 12 Mar 2026` where a date is shown. */
  agoOn(instant: string | Date, now?: Date): string;
  /** A wait in seconds, rounded up: `in 3 minutes`. */
  wait(seconds: number): string;
}

export function makeFormat(locale: Locale, wantedZone: string | null): Format {
  const tag = tags[locale];
  const timeZone = wantedZone !== null && isTimeZone(wantedZone) ? wantedZone : undefined;
  const formatter = (options: Intl.DateTimeFormatOptions, zone = timeZone) => {
    const found = new Intl.DateTimeFormat(tag, zone === undefined ? options : { ...options, timeZone: zone });
    return (instant: string | Date) => found.format(new Date(instant));
  };
  const date = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const exact = formatter({ dateStyle: 'long', timeStyle: 'long' });
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const time = formatter(clock);
  const dayAndMonth = formatter({ day: 'numeric', month: 'short' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const counted = new Intl.RelativeTimeFormat(tag, { numeric: 'always' });
  const at = locale === 'fr' ? ' à ' : ' at ';
  const justNow = locale === 'fr' ? 'à l’instant' : 'just now';
  const on = locale === 'fr' ? 'le ' : 'on ';

  /** Words for moments since yesterday; null for earlier ones. */
  const near = (instant: string | Date, now: Date): string | null => {
    const seconds = Math.round((now.getTime() - new Date(instant).getTime()) / 1000);
    // A server clock slightly ahead of the browser's is still "now".
    if (seconds < minute) return justNow;
    if (seconds < hour) return counted.format(-Math.floor(seconds / minute), 'minute');
    const [then, today] = [dayOf(new Date(instant).getTime(), timeZone), dayOf(now.getTime(), timeZone)];
    if (then === today) return relative.format(0, 'day') + at + time(instant);
    // Yesterday is found by the calendar, because a day on which clocks change has 23 or 25 hours.
    if (then === dayBefore(today)) return relative.format(-1, 'day') + at + time(instant);
    return null;
  };

  return {
    date,
    exact,
    moment: (instant) => dayAndMonth(instant) + at + time(instant),
    time: (instant, zone) =>
      zone !== undefined && isTimeZone(zone) ? formatter(clock, zone)(instant) : time(instant),
    ago: (instant, now = new Date()) => near(instant, now) ?? date(instant),
    agoOn: (instant, now = new Date()) => near(instant, now) ?? on + date(instant),
    wait(seconds) {
      if (seconds < minute) return counted.format(Math.max(1, Math.ceil(seconds)), 'second');
      if (seconds < hour) return counted.format(Math.ceil(seconds / minute), 'minute');
      return counted.format(Math.ceil(seconds / hour), 'hour');
    },
  };
}
