import type { Locale, securityLog } from '@loge/protocol';
import { describeEvent } from '../../shell/events/describe-event.ts';
import type { EventTexts } from '../../shell/events/texts.en.ts';

/** Writes a cell (RFC 4180) that no spreadsheet takes for a formula. */
const cell = (value: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** Spreadsheets separate cells by semicolons where the comma is the decimal sign. A French Excel shows one column otherwise. */
const separators: Record<Locale, string> = { en: ',', fr: ';' };

/** The events as CSV: RFC 4180, UTF-8 with a mark, which spreadsheets need to read accents. */
export function csvOf(
  events: readonly securityLog.AccountEvent[],
  columns: readonly string[],
  texts: Pick<EventTexts, 'events' | 'other'>,
  locale: Locale,
): string {
  const rows = events.map((event) => {
    const { words, address } = describeEvent(event, texts);
    const { remote_ip: _, ...details } = event.type_data;
    return [event.created_at, words, address ?? '', event.type, JSON.stringify(details)];
  });
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(separators[locale])).join('\r\n')}\r\n`;
}
