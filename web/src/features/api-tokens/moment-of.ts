import type { Format } from '../../i18n/format.ts';

/** Writes `25 Nov 2026, 11:15` so that no line breaks within it. */
export const momentOf = (at: string, format: Format): string =>
  `${format.date(at)}, ${format.time(at)}`.replaceAll(' ', '\u00a0');
