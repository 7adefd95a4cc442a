import { expect, test } from 'vitest';
import { httpAddress } from './http-address.ts';

// ASVS 1.2.2
test.each([
  ['https://github.com/zoe', 'https://github.com/zoe'],
  ['http://git.test:3000/zoe', 'http://git.test:3000/zoe'],
  ['javascript:alert(1)', null],
  [' JavaScript:alert(1)', null],
  ['data:text/html,<p>', null],
  ['/account', null],
  ['', null],
  [null, null],
])('a link leads to %j as %j', (text, address) => expect(httpAddress(text)).toBe(address));
