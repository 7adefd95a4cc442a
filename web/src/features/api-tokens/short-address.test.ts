import { expect, test } from 'vitest';
import { shortAddress } from './short-address.ts';

test.each([
  ['92.184.112.7', '92.184.x.x'],
  ['::ffff:92.184.112.7', '92.184.x.x'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:…'],
  ['2001:db8::1', '2001:db8:…'],
  ['::1', '::1'],
])('%s', (address, short) => expect(shortAddress(address)).toBe(short));
