import { paths } from '@loge/protocol';

export { paths };

/** The sign-in page that leads back to where somebody was. */
export function signInTo(next: string): string {
  return next === paths.home ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
}

export const outboxMail = (id: string): string => `${paths.outbox}?mail=${encodeURIComponent(id)}`;

/**
 * Where to go after sign-in, from a `next` that anybody could have written: a path of this site, or home.
 * Browsers read `\` as `/` and drop tabs and line breaks, so `/\evil` and `/<tab>/evil` would leave the site.
 */
export function internalPath(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return paths.home;
  const base = 'http://loge.invalid';
  if (!URL.canParse(next, base)) return paths.home;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname === paths.signIn)
    return paths.home;
  return url.pathname + url.search + url.hash;
}
