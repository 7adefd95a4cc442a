import type { Locale } from '@loge/protocol';
import { knownZone } from './known-zone.ts';

interface Reader {
  readonly locale: Locale;
  readonly timeZone: string | null;
}

const words: Record<Locale, { at: (time: string) => string; between: (from: string, to: string) => string }> =
  {
    en: { at: (time) => `at ${time}`, between: (from, to) => `between ${from} and ${to}` },
    fr: { at: (time) => `à ${time}`, between: (from, to) => `entre ${from} et ${to}` },
  };

/** The time span of instants that are in order, such as `between 10:02 and 10:09`. It names the days when there are two. */
export function spanOf(instants: readonly string[], { locale, timeZone }: Reader): string {
  const [first, last] = [new Date(instants[0] ?? 0), new Date(instants.at(-1) ?? 0)];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      ...options,
      timeZone: knownZone(timeZone),
    });
  const day = format({ dateStyle: 'long' });
  const time = format(
    day.format(first) === day.format(last)
      ? { timeStyle: 'short' }
      : { dateStyle: 'long', timeStyle: 'short' },
  );
  const [from, to] = [time.format(first), time.format(last)];
  return from === to ? words[locale].at(from) : words[locale].between(from, to);
}
