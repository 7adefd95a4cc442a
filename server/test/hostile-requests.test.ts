import { expect, it } from 'vitest';
import { onEachDatabase } from './harness.ts';
import { fireAt } from './hostile.ts';

onEachDatabase(
  'hostile requests',
  (test) => {
    it('break no route and show nobody else’s data', async () => {
      const fired = await fireAt(test(), { runs: 2000, milliseconds: 6000 });
      expect(fired).toBeGreaterThan(500);
    }, 30_000);
  },
  { LOGE_THROTTLING: 'off' },
);
