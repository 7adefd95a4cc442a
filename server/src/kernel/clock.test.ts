import { expect, it } from 'vitest';
import { every, fixedClock, instantOf } from './clock.ts';

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

it('runs what is due as it is moved, in its order, once, and not what was called off', () => {
  const clock = fixedClock(0);
  const ran: string[] = [];
  clock.after(50, () => ran.push('later'));
  clock.after(20, () => ran.push('sooner'));
  clock.after(20, () => ran.push('never'))();
  clock.advance(19);
  expect(ran).toEqual([]);
  clock.advance(31);
  expect(ran).toEqual(['sooner', 'later']);
  clock.advance(100);
  expect(ran).toHaveLength(2);
});

it('runs again and again until it is called off', () => {
  const clock = fixedClock(0);
  let times = 0;
  const stop = every(clock, 10, () => times++);
  for (let i = 0; i < 3; i++) clock.advance(10);
  expect(times).toBe(3);
  stop();
  clock.advance(10);
  expect(times).toBe(3);
});
