import { setImmediate as turn } from 'node:timers/promises';
import { vi } from 'vitest';

/**
 * Runs the timers of everything done within `work` at once, a second at a time, with network traffic in
 * between, until the work is over.
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
