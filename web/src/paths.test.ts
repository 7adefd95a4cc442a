import { describe, expect, test } from 'vitest';
import { internalPath, paths, signInTo } from './paths.ts';

describe('where sign-in leads', () => {
  test.each(['/account', '/account?tab=1#keys', '/', '/outbox?mail=a%20b'])('%s stays', (path) => {
    expect(internalPath(path)).toBe(path);
  });

  // ASVS 1.2.2, 3.7.2
  test.each([
    null,
    '',
    'account',
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    '/users/sign_in?next=/users/sign_in',
  ])('%j goes home', (path) => {
    expect(internalPath(path)).toBe(paths.home);
  });

  test('the way back is written into the address', () => {
    expect(signInTo('/account?x=1&y=2')).toBe('/users/sign_in?next=%2Faccount%3Fx%3D1%26y%3D2');
    expect(signInTo('/')).toBe('/users/sign_in');
  });
});
