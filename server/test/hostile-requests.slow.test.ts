import { expect, it } from 'vitest';
import { onEachDatabase } from './harness.ts';
import { fireAt } from './hostile.ts';

onEachDatabase(
  'a long rain of hostile requests',
  (test) => {
    it('breaks no route and shows nobody else’s data', async () => {
      const fired = await fireAt(test(), { runs: 50_000, milliseconds: 120_000 });
      expect(fired).toBeGreaterThan(5_000);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
