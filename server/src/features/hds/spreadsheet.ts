/**
 * What a spreadsheet may take for the beginning of a formula, also in full width, behind white space and behind a quote that it
 * takes away.
 */
const formula = /^[\s'"]*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** A cell that any spreadsheet shows as text: what would be a formula begins with an apostrophe (OWASP, CSV injection). */
const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map(cell).join(separator)}\r\n`;
