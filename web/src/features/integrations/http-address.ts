/** An address from outside that a page may lead to; null for one that would do something else than open a page. */
export function httpAddress(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}
