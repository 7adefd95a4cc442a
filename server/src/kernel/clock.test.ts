import { expect, it } from 'vitest';
import { instantOf } from './clock.ts';

it('writes an instant whichever was asked for before', () => {
  const at = Date.parse('2026-11-26T11:00:00.000Z');
  for (const moment of [at, at + 1, at - 60_000, at + 64, at, at + 128, at + 0.5, 0, -1, -64, at]) {
    expect(instantOf(moment)).toBe(new Date(moment).toISOString());
    expect(instantOf(moment)).toBe(new Date(moment).toISOString());
  }
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])('refuses what is no instant: %d', (moment) => {
  expect(() => instantOf(moment)).toThrow(RangeError);
  expect(() => instantOf(moment)).toThrow(RangeError);
});
