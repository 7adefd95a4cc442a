import { expect, it } from 'vitest';
import { effort, seed, tell } from './effort.ts';
import { onEachDatabase } from './harness.ts';
import { fireAt } from './hostile.ts';

const runs = effort(1000, 100_000);

onEachDatabase(
  'hostile requests',
  (test) => {
    // ASVS 1.2.4, 2.2.1
    it(`break no route and show nobody else’s data: ${runs} of them`, { timeout: 0 }, async () => {
      const { fired, statuses } = await fireAt(test(), { runs, seed });
      expect(fired).toBe(runs);
      const answers = [...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, times]) => `${times} × ${status}`);
      tell(
        test().app.database.kind,
        'hostile requests against every route',
        `${fired} requests, seed ${seed}`,
        `no 5xx, no hang, nobody else’s row read or changed (${answers.join(', ')})`,
      );
    });
  },
  { LOGE_THROTTLING: 'off' },
);
