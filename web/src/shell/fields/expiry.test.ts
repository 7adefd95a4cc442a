import { expect, test } from 'vitest';
import { expiryIssues, expiryOf } from './expiry.ts';

const now = Date.parse('2026-11-23T20:00:00.000Z');
const zone = 'Europe/Paris';
const open = { zone, max: null };
const month = { zone, max: 30 };
const of = (choice: string, day = '') => ({ expires_in_days: choice, expires_at: day });

test('a choice becomes a moment, none, or nothing to change', () => {
  expect(expiryOf(of('30'), open, now)).toBe('2026-12-23T20:00:00.000Z');
  expect(expiryOf(of('never', '2027-02-21'), open, now)).toBeNull();
  expect(expiryOf(of('keep'), open, now)).toBeUndefined();
});

test('a date means the end of that day, where the member is', () => {
  expect(expiryOf(of('date', '2027-02-21'), open, now)).toBe('2027-02-21T22:59:59.000Z');
  expect(expiryIssues(of('date', '2027-02-21'), open, now)).toEqual({});
});

test('the last day that is allowed can be chosen, the next one cannot', () => {
  const last = expiryOf(of('date', '2026-12-23'), month, now);
  expect(last).toBe('2026-12-23T19:55:00.000Z');
  expect(expiryIssues(of('date', '2026-12-23'), month, now)).toEqual({});
  expect(expiryIssues(of('date', '2026-12-24'), month, now)).toEqual({ expires_at: [{ code: 'too_late' }] });
});

test('no date, no day, a day that is over', () => {
  expect(expiryIssues(of('date'), open, now)).toEqual({ expires_at: [{ code: 'missing' }] });
  expect(expiryIssues(of('date', '2026-02-30'), open, now)).toEqual({ expires_at: [{ code: 'invalid' }] });
  expect(expiryIssues(of('date', '2026-11-22'), open, now)).toEqual({
    expires_at: [{ code: 'in_the_past' }],
  });
  // Today is not over yet, so it is allowed.
  expect(expiryIssues(of('date', '2026-11-23'), open, now)).toEqual({});
  expect(expiryIssues(of('never'), month, now)).toEqual({});
});
