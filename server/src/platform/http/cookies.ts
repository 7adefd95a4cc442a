import type { IncomingHttpHeaders } from 'node:http';

/** `__Host-`: Secure, no Domain, path `/`; a sibling subdomain cannot set it (RFC 6265bis, 4.1.3.2). */
export const sessionCookie = '__Host-loge_session';

/**
 * Value of one cookie of the request, undecoded: ours are base64url or plain words. Names are read as browsers read
 * them, for whom only space and tab do not belong to one: a reader that trims more takes `\u00a0__Host-…`, which any
 * sibling subdomain may set, for a cookie that is ours alone. A name given twice is nobody's word: a browser holds a
 * `__Host-` name once.
 */
export function readCookie(headers: IncomingHttpHeaders, name: string): string | null {
  const header = headers.cookie;
  if (!header) return null;
  let found: string | null = null;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at <= 0 || withoutBlanks(part.slice(0, at)) !== name) continue;
    if (found !== null) return null;
    found = withoutBlanks(part.slice(at + 1));
  }
  return found;
}

/** Without the WSP around it (RFC 6265bis, 5.7): `trim()` would take 23 more characters off. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x09;

/** @param maxAgeSeconds null keeps the cookie until the browser closes. */
export function sessionCookieHeader(secret: string, maxAgeSeconds: number | null): string {
  const age = maxAgeSeconds === null ? '' : `; Max-Age=${Math.floor(maxAgeSeconds)}`;
  return `${sessionCookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`;
}

export const endedSessionCookieHeader = `${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

/**
 * By which accounts know a browser again, so that only a sign-in from a new one is mailed: one mark, or several with dots
 * between them. Marks, never proofs: they open nothing and spare nobody a password.
 */
export const browserCookie = '__Host-loge_browser';

export const browserCookieHeader = (marks: string, maxAgeSeconds: number): string =>
  `${browserCookie}=${marks}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
