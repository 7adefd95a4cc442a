/** What programs call themselves that people look at pages with. Later ones hide behind the names of earlier ones. */
const browsers = [
  /\bFirefox\/[\d.]+/,
  /\bEdg\/[\d.]+/,
  /\bOPR\/[\d.]+/,
  /\bChrome\/[\d.]+/,
  /\bSafari\/[\d.]+/,
];
const maxLength = 80;

/**
 * Short name of the program that used a token, from its `User-Agent`: product and version (RFC 9110, 10.1.5), without
 * comments; null when it says nothing. Only plain characters are left: the header is whatever its sender likes.
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
