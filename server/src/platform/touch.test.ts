import { expect, it } from 'vitest';
import { onEachDatabase } from '../../test/harness.ts';
import { days, instantOf, minutes } from '../kernel/clock.ts';
import { isMarkDue } from './touch.ts';

onEachDatabase('marks', (test) => {
  it('are written in one order by every node, whatever came first: none waits for the other in a circle', async () => {
    const written: string[] = [];
    for (const key of ['b', 'c', 'a'])
      test().app.ctx.touch({ key, apply: async () => void written.push(key) });
    await test().app.flush();
    expect(written).toEqual(['a', 'b', 'c']);
  });

  it('have their effects once, after the commit', async () => {
    const seen: string[] = [];
    test().app.ctx.touch({
      key: 'one',
      async apply(writer) {
        await writer.selectFrom('throttles').selectAll().execute();
        seen.push('written');
        return () => seen.push('kept');
      },
    });
    test().app.ctx.touch({
      key: 'two',
      async apply() {
        seen.push('the last');
      },
    });
    await test().app.flush();
    expect(seen).toEqual(['written', 'the last', 'kept']);
  });
});

it('is due again after a minute, and when a clock that was ahead made the last one', () => {
  const now = Date.parse('2026-11-23T12:00:00.000Z');
  expect(isMarkDue(null, now)).toBe(true);
  expect(isMarkDue(instantOf(now), now)).toBe(false);
  expect(isMarkDue(instantOf(now - minutes(2)), now)).toBe(true);
  expect(isMarkDue(instantOf(now + days(40)), now)).toBe(true);
});
