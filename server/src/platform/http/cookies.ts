import type { IncomingHttpHeaders } from 'node:http';

/** `__Host-` demands Secure, no Domain and path `/`, so that a sibling subdomain cannot set it (RFC 6265bis, 4.1.3.2). */
export const sessionCookie = '__Host-loge_session';

/**
 * The value of one cookie of the request. It is not decoded, because ours are base64url or plain words. Names are read as
 * browsers read them: only space and tab are trimmed. A reader that trims more would take `\u00a0__Host-…`, which any
 * sibling subdomain may set, for our cookie. A name given twice is not trusted, because a browser holds a `__Host-` name
 * once.
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

/** Trims WSP (RFC 6265bis, 5.7). `trim()` would also trim 23 other characters. */
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
 * The cookie by which accounts recognise a browser, so that only a sign-in from a new one is mailed. It holds one mark, or
 * several with dots between them. A mark proves nothing: it opens nothing and replaces no password.
 */
export const browserCookie = '__Host-loge_browser';

export const browserCookieHeader = (marks: string, maxAgeSeconds: number): string =>
  `${browserCookie}=${marks}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;

/** The cookie of a browser that began to sign in with a provider, which alone can complete what it began. */
export const providerCookie = '__Host-loge_provider';

/** Lax, since the browser comes back from the provider's site. */
export const providerCookieHeader = (secret: string, maxAgeSeconds: number): string =>
  `${providerCookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
