import { describe, expect, it } from 'vitest';
import { readUserAgent } from './user-agent.ts';

describe('a browser in words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
      'Microsoft Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    ['Firefox', 'Firefox', null],
    ['curl/8.1', null, null],
    ['', null, null],
    [null, null, null],
  ])('%s', (header, browser, system) => {
    expect(readUserAgent(header)).toEqual({ browser, system });
  });

  it.each([
    'Your account is closed. Call 555 0100/1 (https://evil.example; x)',
    'https://evil.example/1.0',
    'constructor/1.0 (__proto__)',
    `${'a/'.repeat(150)}`,
    '\u202eevil/1.0 (Linux',
  ])('never repeats what a header says by itself: %s', (header) => {
    expect(JSON.stringify(readUserAgent(header))).not.toMatch(/evil|555|proto|constr|a\//);
  });
});
