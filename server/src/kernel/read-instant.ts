const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Reads an RFC 3339 instant as milliseconds since the Unix epoch; null when the text is none. `Date.parse` alone reads
 * 31 June as the first of July, and 24:00 as the next day.
 */
export function readInstant(text: string): number | null {
  const [, year, month, day] = rfc3339.exec(text)?.map(Number) ?? [];
  // Day 0 of the next month is the last day of this one.
  const lastDay = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  const at = Date.parse(text.toUpperCase());
  return month && month <= 12 && day && day <= lastDay && !Number.isNaN(at) ? at : null;
}
