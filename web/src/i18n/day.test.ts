import { describe, expect, test } from 'vitest';
import { dayOf, daysUntil, endOfDay } from './day.ts';

const iso = (day: string, zone?: string) => {
  const end = endOfDay(day, zone);
  return end === null ? null : new Date(end).toISOString();
};

describe('the end of a day', () => {
  test.each([
    ['2027-02-21', 'UTC', '2027-02-21T23:59:59.000Z'],
    ['2027-02-21', 'Europe/Paris', '2027-02-21T22:59:59.000Z'],
    ['2026-07-14', 'Europe/Paris', '2026-07-14T21:59:59.000Z'],
    ['2027-02-21', 'America/New_York', '2027-02-22T04:59:59.000Z'],
    ['2027-02-21', 'Asia/Kathmandu', '2027-02-21T18:14:59.000Z'],
    // Clocks go forward and back on these days.
    ['2027-03-28', 'Europe/Paris', '2027-03-28T21:59:59.000Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-25T22:59:59.000Z'],
    ['2027-03-14', 'America/New_York', '2027-03-15T03:59:59.000Z'],
    // Clocks go forward as this day ends: midnight is one o'clock.
    ['2026-04-23', 'Africa/Cairo', '2026-04-23T21:59:59.000Z'],
    // The last hour of these days comes twice: midnight is eleven o'clock again.
    ['2026-04-04', 'America/Santiago', '2026-04-05T03:59:59.000Z'],
    ['2026-10-24', 'America/Nuuk', '2026-10-25T01:59:59.000Z'],
  ])('%s in %s', (day, zone, expected) => {
    expect(iso(day, zone)).toBe(expected);
    expect(dayOf(Date.parse(expected), zone)).toBe(day);
    expect(dayOf(Date.parse(expected) + 1000, zone)).not.toBe(day);
  });

  test.each(['', '2027-2-1', '2026-02-30', '21.02.2027', '2027-13-01'])('“%s” is not a day', (day) => {
    expect(endOfDay(day, 'UTC')).toBeNull();
  });
});

test('days until: begun ones count, past is none', () => {
  const now = Date.parse('2026-11-23T20:00:00.000Z');
  expect(daysUntil('2026-11-28T20:00:00.000Z', now)).toBe(5);
  expect(daysUntil('2026-11-28T20:00:01.000Z', now)).toBe(6);
  expect(daysUntil('2026-11-23T20:30:00.000Z', now)).toBe(1);
  expect(daysUntil('2026-11-23T20:00:00.000Z', now)).toBe(0);
  expect(daysUntil('2020-01-01T00:00:00.000Z', now)).toBe(0);
});
