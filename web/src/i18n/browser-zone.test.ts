import { afterEach, expect, it, vi } from 'vitest';
import { browserZone } from './browser-zone.ts';
import { makeFormat } from './format.ts';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['Etc/Unknown', null],
  ['+05:30', null],
  ['Europe/Paris', 'Europe/Paris'],
  ['EST5EDT', 'EST5EDT'],
])('a browser that says %s is in %s', (timeZone, zone) => {
  const options = new Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ ...options, timeZone });
  expect(browserZone()).toBe(zone);
});

it.each(['Etc/Unknown', 'Mars/Olympus', 'localtime'])(
  'dates are written, whatever zone is kept: %s',
  (zone) => {
    const format = makeFormat('en', zone);
    expect(format.time('2026-11-27T12:00:00.000Z', zone)).toBe(format.time('2026-11-27T12:00:00.000Z'));
    expect(format.date('2026-11-27T12:00:00.000Z')).toContain('2026');
  },
);
