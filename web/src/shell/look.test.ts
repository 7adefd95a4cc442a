import { expect, test } from 'vitest';
import { isTheme, lookCookieText } from './look.ts';

test('the cookie holds theme and language for a year, on every path', () => {
  expect(lookCookieText('dark', 'fr', false)).toBe(
    'loge_look=dark.fr; Path=/; SameSite=Lax; Max-Age=31536000',
  );
});

test('over https it stays there', () => {
  expect(lookCookieText('system', 'en', true)).toMatch(/; Secure$/);
});

test('only known themes are themes', () => {
  expect(['light', 'dark', 'system', 'auto', null, undefined].map(isTheme)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
