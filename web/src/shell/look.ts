import { type Locale, lookCookie, profile } from '@loge/protocol';

export type Theme = profile.Theme;

const year = 365 * 24 * 60 * 60;

export const isTheme = (text: string | null | undefined): text is Theme =>
  profile.themes.some((theme) => theme === text);

/** The cookie in which a browser keeps theme and language before anybody signs in. The server reads it for the first paint. */
export function lookCookieText(theme: Theme, locale: Locale, secure: boolean): string {
  const parts = [`${lookCookie}=${theme}.${locale}`, 'Path=/', 'SameSite=Lax', `Max-Age=${year}`];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
