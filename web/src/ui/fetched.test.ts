import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetched } from './fetched.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Fails the given number of times, and counts its calls. */
function stumbling(failures: number) {
  const fetch = vi.fn(async () => {
    if (fetch.mock.calls.length <= failures) throw new TypeError('Failed to fetch');
    return 'words';
  });
  return fetch;
}

test('a failure is kept after a bounded number of tries: drawing again does not ask again', async () => {
  const fetch = stumbling(Number.POSITIVE_INFINITY);
  const words = fetched(fetch);
  const first = words.kept();
  first.catch(() => {});
  await vi.runAllTimersAsync();
  for (let draw = 0; draw < 100; draw++) expect(words.kept()).toBe(first);
  await expect(first).rejects.toThrow('Failed to fetch');
  expect(fetch).toHaveBeenCalledTimes(3);
  expect(words.here()).toBe(false);
});

test('a connection that stumbles once is not told of', async () => {
  const words = fetched(stumbling(1));
  const asked = words.ask();
  await vi.runAllTimersAsync();
  expect(await asked).toBe('words');
  expect(words.here()).toBe(true);
});

test('somebody who asks again is not given the old failure', async () => {
  const fetch = stumbling(3);
  const words = fetched(fetch);
  words.ask().catch(() => {});
  await vi.runAllTimersAsync();
  expect(await words.ask()).toBe('words');
  // From then on the value is kept.
  await words.ask();
  expect(fetch).toHaveBeenCalledTimes(4);
});
