import { expect, it, vi } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { seconds } from '../../kernel/clock.ts';

onEachDatabase('health', (test) => {
  const probe = (path: string) => test().call('GET', path);

  it('is told without asking the database more than once a second, however many ask', async () => {
    test().clock.advance(seconds(1));
    const asked = vi.spyOn(test().app.database, 'answers');
    const answers = await Promise.all(Array.from({ length: 50 }, () => probe('/readyz')));
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { status: 'ready' }]);
    expect(asked).toHaveBeenCalledTimes(1);
    test().clock.advance(seconds(1));
    await probe('/readyz');
    expect(asked).toHaveBeenCalledTimes(2);
    await Promise.all(Array.from({ length: 50 }, () => probe('/healthz')));
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });

  // ASVS 16.5.2
  it('of a node whose database does not answer is "alive" and "not ready"', async () => {
    test().clock.advance(seconds(1));
    const asked = vi.spyOn(test().app.database, 'answers').mockRejectedValue(new Error('away'));
    const ready = await probe('/readyz');
    expectError(ready, 'unavailable');
    expect(ready.headers['retry-after']).toBe('1');
    expect((await probe('/healthz')).body).toEqual({ status: 'alive' });
    asked.mockRestore();
    test().clock.advance(seconds(1));
    expect((await probe('/readyz')).status).toBe(200);
  });

  it('is asked anew when the clock was ahead for a moment', async () => {
    test().clock.advance(seconds(100_000));
    const asked = vi.spyOn(test().app.database, 'answers').mockRejectedValueOnce(new Error('away'));
    expect((await probe('/readyz')).status).toBe(503);
    test().clock.advance(-seconds(50_000));
    expect((await probe('/readyz')).status).toBe(200);
    asked.mockRestore();
  });
});
