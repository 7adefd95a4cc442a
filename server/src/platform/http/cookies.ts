import type { IncomingHttpHeaders } from 'node:http';

/** `__Host-`: Secure, no Domain, path `/`; a sibling subdomain cannot set it (RFC 6265bis, 4.1.3.2). */
export const sessionCookie = '__Host-loge_session';

/** Value of one cookie of the request, undecoded: ours are base64url or plain words. */
export function readCookie(headers: IncomingHttpHeaders, name: string): string | null {
  const header = headers.cookie;
  if (!header) return null;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** @param maxAgeSeconds null keeps the cookie until the browser closes. */
export function sessionCookieHeader(secret: string, maxAgeSeconds: number | null): string {
  const age = maxAgeSeconds === null ? '' : `; Max-Age=${Math.floor(maxAgeSeconds)}`;
  return `${sessionCookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`;
}

export const endedSessionCookieHeader = `${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

/**
 * By which an account knows a browser again, so that only a sign-in from a new one is mailed. A mark, never a
 * proof: it opens nothing and spares nobody a password.
 */
export const browserCookie = '__Host-loge_browser';

export const browserCookieHeader = (secret: string, maxAgeSeconds: number): string =>
  `${browserCookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
