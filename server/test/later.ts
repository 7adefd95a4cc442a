import { setImmediate as turn } from 'node:timers/promises';
import { vi } from 'vitest';

/**
 * Lets the timers of whatever is done within `work` run out at once, a second at a time and with what comes over the
 * network between, until it is over.
 */
export async function later<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    let over = false;
    const end = work().finally(() => {
      over = true;
    });
    end.catch(() => {});
    while (!over) {
      await vi.advanceTimersByTimeAsync(1000);
      for (let turns = 0; turns < 20 && !over; turns++) await turn();
    }
    return await end;
  } finally {
    vi.useRealTimers();
  }
}
