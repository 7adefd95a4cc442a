import type { Format } from '../../i18n/format.ts';

/** `25 Nov 2026, 11:15`, never torn at the end of a line. */
export const momentOf = (at: string, format: Format): string =>
  `${format.date(at)}, ${format.time(at)}`.replaceAll(' ', '\u00a0');
