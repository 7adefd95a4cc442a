import { expect, it } from 'vitest';
import { isTooMany, retryAfterOf } from './rate-limit.ts';

const date = 'Fri, 27 Nov 2026 12:00:00 GMT';
const at = Date.parse(date) / 1000;
/** Ours, which is half an hour wrong. */
const now = () => Date.parse(date) + 1_800_000;

it.each([
  [{ 'retry-after': '17' }, 17],
  [{ 'retry-after': 'Fri, 27 Nov 2026 12:01:00 GMT', date }, 60],
  [{ 'x-ratelimit-reset': String(at + 90), date }, 90],
  [{ 'ratelimit-reset': String(at + 90), date }, 90],
  [{ 'x-ratelimit-reset': String(at + 1830) }, 30],
  [{ 'retry-after': '5', 'x-ratelimit-reset': String(at + 90), date }, 5],
  [{ 'x-ratelimit-reset': String(at - 90), date }, 1],
  [{ 'retry-after': '0' }, 1],
  [{ 'retry-after': '99999999999999' }, 86_400],
  [{ 'retry-after': 'soon' }, 60],
  [{ 'x-ratelimit-reset': 'soon' }, 60],
  [{}, 60],
])('%j means to wait %i seconds', (headers, seconds) => {
  expect(retryAfterOf(new Headers(headers), now())).toBe(seconds);
});

it.each([
  [429, {}, true],
  [403, { 'x-ratelimit-remaining': '0' }, true],
  [403, { 'retry-after': '60' }, true],
  [403, { 'x-ratelimit-remaining': '10' }, false],
  [404, { 'x-ratelimit-remaining': '0' }, false],
])('%i with %j is too many: %s', (status, headers, expected) => {
  expect(isTooMany(status, new Headers(headers))).toBe(expected);
});
