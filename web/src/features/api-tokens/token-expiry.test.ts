import type { apiTokens } from '@loge/protocol';
import { expect, test } from 'vitest';
import { expiryBody, lifeOf, suggestedLife, tokenDays } from './token-expiry.ts';

const bounds = { zone: 'UTC', max: null };
const of = (issued_at: string, expires_at: string | null) => ({ issued_at, expires_at }) as apiTokens.Token;

test('days are left to the server’s clock, a date and never are not', () => {
  expect(expiryBody({ expires_in_days: '30', expires_at: '' }, bounds)).toEqual({ expires_in_days: 30 });
  expect(expiryBody({ expires_in_days: 'never', expires_at: '' }, bounds)).toEqual({ expires_at: null });
  expect(expiryBody({ expires_in_days: 'date', expires_at: '2099-02-21' }, bounds)).toEqual({
    expires_at: '2099-02-21T23:59:59.000Z',
  });
});

test('a renewed token lives as long again, within what is allowed', () => {
  const quarter = of('2026-11-23T20:00:00.000Z', '2027-02-21T20:00:00.000Z');
  expect(lifeOf(quarter, null)).toBe('90');
  expect(lifeOf(quarter, 30)).toBe('30');
  expect(lifeOf(of('2026-11-23T20:00:00.000Z', '2026-11-23T21:00:00.000Z'), null)).toBe('1');
  expect(lifeOf(of('2026-11-23T20:00:00.000Z', null), null)).toBe('never');
  expect(lifeOf(of('2026-11-23T20:00:00.000Z', null), 365)).toBe('365');
  expect(suggestedLife(null)).toBe('90');
  expect(suggestedLife(14)).toBe('14');
});

test('an unusual life is offered beside the usual ones', () => {
  expect(tokenDays()).toEqual([7, 30, 90, 365]);
  expect(tokenDays('90')).toEqual([7, 30, 90, 365]);
  expect(tokenDays('47')).toEqual([7, 30, 47, 90, 365]);
  expect(tokenDays('never')).toEqual([7, 30, 90, 365]);
});
