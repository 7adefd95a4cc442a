/** How browsers name themselves. A browser further down the list also sends the names of those above it. */
const browsers = [
  /\bFirefox\/[\d.]+/,
  /\bEdg\/[\d.]+/,
  /\bOPR\/[\d.]+/,
  /\bChrome\/[\d.]+/,
  /\bSafari\/[\d.]+/,
];
const maxLength = 80;

/**
 * The short name of the program that used a token, from its `User-Agent`: product and version (RFC 9110, 10.1.5), without
 * comments. Null when the header says nothing. Only plain characters are kept, because the sender writes the header freely.
 */
export function clientName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const name = browserIn(userAgent) ?? userAgent.replace(/\(.*$/s, '');
  const plain = name
    .replace(/[^\w .+/@:-]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxLength)
    .trim();
  return plain === '' ? null : plain;
}

function browserIn(userAgent: string): string | null {
  if (!userAgent.startsWith('Mozilla/')) return null;
  for (const browser of browsers) {
    const found = browser.exec(userAgent);
    if (found) return found[0];
  }
  return null;
}
