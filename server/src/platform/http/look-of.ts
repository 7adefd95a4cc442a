import { type Locale, locales, lookCookie } from '@loge/protocol';
import type { FastifyRequest } from 'fastify';
import { readCookie } from './cookies.ts';

/**
 * Theme and language before anybody is signed in. They come from the browser's cookie, or else from what the browser asks
 * for.
 */
export function lookOf(request: FastifyRequest): { theme: 'light' | 'dark' | 'system'; locale: Locale } {
  const [theme = '', locale = ''] = (readCookie(request.headers, lookCookie) ?? '').split('.');
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    locale:
      locales.find((known) => known === locale) ?? preferredLocale(request.headers['accept-language'] ?? ''),
  };
}

/** The first of our languages in `Accept-Language`, by weight (RFC 9110, 12.5.4). */
function preferredLocale(header: string): Locale {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return {
        language: tag.split('-')[0]?.toLowerCase(),
        weight: weight ? Number(weight.trim().slice(2)) : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = locales.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}
