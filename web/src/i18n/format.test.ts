import { isTimeZone } from '@loge/protocol';
import { describe, expect, test } from 'vitest';
import { makeFormat } from './format.ts';

const now = new Date('2026-11-23T20:00:00.000Z');
const en = makeFormat('en', 'Europe/Paris');
const fr = makeFormat('fr', 'Europe/Paris');

describe('how long ago', () => {
  test.each([
    ['2026-11-23T20:00:30.000Z', 'just now', 'à l’instant'],
    ['2026-11-23T19:56:00.000Z', '4 minutes ago', 'il y a 4 minutes'],
    ['2026-11-23T08:14:00.000Z', 'today at 09:14', 'aujourd’hui à 09:14'],
    ['2026-11-22T23:30:00.000Z', 'today at 00:30', 'aujourd’hui à 00:30'],
    ['2026-11-22T22:30:00.000Z', 'yesterday at 23:30', 'hier à 23:30'],
    ['2026-03-12T10:00:00.000Z', '12 Mar 2026', '12 mars 2026'],
  ])('%s', (at, english, french) => {
    expect(en.ago(at, now)).toBe(english);
    expect(fr.ago(at, now)).toBe(french);
  });
});

test('yesterday is the day before, however many hours it had', () => {
  // Paris, the day after clocks went forward: 24 hours earlier is the day before yesterday.
  const spring = new Date('2026-03-29T22:30:00.000Z');
  expect(en.ago('2026-03-29T08:00:00.000Z', spring)).toBe('yesterday at 10:00');
  expect(en.ago('2026-03-28T22:45:00.000Z', spring)).toBe('28 Mar 2026');
  expect(fr.ago('2026-03-29T08:00:00.000Z', spring)).toBe('hier à 10:00');
  // Clocks went back: at half past eleven, 24 hours earlier is still today.
  const autumn = new Date('2026-10-25T22:30:00.000Z');
  expect(en.ago('2026-10-24T20:00:00.000Z', autumn)).toBe('yesterday at 22:00');
});

test('a date inside a sentence has its preposition', () => {
  expect(en.agoOn('2026-03-12T10:00:00.000Z', now)).toBe('on 12 Mar 2026');
  expect(fr.agoOn('2026-03-12T10:00:00.000Z', now)).toBe('le 12 mars 2026');
  expect(fr.agoOn('2026-11-22T22:30:00.000Z', now)).toBe('hier à 23:30');
});

test('a moment that is days away at most', () => {
  expect(en.moment('2026-11-24T20:02:00.000Z')).toBe('24 Nov at 21:02');
  expect(fr.moment('2026-11-24T20:02:00.000Z')).toBe('24 nov. à 21:02');
});

test('the member’s time zone decides the day', () => {
  const at = '2026-12-31T23:30:00.000Z';
  expect(en.date(at)).toBe('1 Jan 2027');
  expect(makeFormat('en', 'America/New_York').date(at)).toBe('31 Dec 2026');
});

test('a zone that this browser does not know falls back to its own', () => {
  expect(isTimeZone('Mars/Olympus')).toBe(false);
  expect(() => makeFormat('en', 'Mars/Olympus').date(now)).not.toThrow();
});

test('a wait is rounded up, in people’s units', () => {
  expect(en.wait(0)).toBe('in 1 second');
  expect(en.wait(40)).toBe('in 40 seconds');
  expect(en.wait(170)).toBe('in 3 minutes');
  expect(fr.wait(4000)).toBe('dans 2 heures');
});
