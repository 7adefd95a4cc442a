/**
 * What a spreadsheet may take for the beginning of a formula, also in full width, behind white space and behind a quote that it
 * takes away.
 */
const formula = /^[\s'"]*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** A cell that any spreadsheet shows as text: what would be a formula begins with an apostrophe (OWASP, CSV injection). */
function cell(text: string): string {
  // Nearly all begin with a letter or a digit, which no formula does: the expression is for the others.
  if (plain.test(text[0] ?? 'a') && !text.includes('"')) return `"${text}"`;
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

const plain = /[\dA-Za-z]/;

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map(cell).join(separator)}\r\n`;
