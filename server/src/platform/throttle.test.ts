import { expect, it } from 'vitest';
import { onEachDatabase } from '../../test/harness.ts';
import { openApp } from '../app.ts';
import { days, hours, instantOf, minutes } from '../kernel/clock.ts';
import { makeLogger } from './log/logger.ts';
import { type Limit, networkOf } from './throttle.ts';

onEachDatabase('throttling', (test) => {
  const limit = (subject: string, max = 3): Limit => ({ name: 'test', subject, max, windowMs: minutes(15) });
  const take = (...limits: Limit[]) => test().app.ctx.throttle.take(limits);
  const stored = () => test().app.ctx.reader.selectFrom('throttles').selectAll().execute();

  it('lets as many through as it says, then tells how long to wait', async () => {
    for (const count of [1, 2, 3]) expect(await take(limit('a'))).toEqual([{ count }]);
    await expect(take(limit('a'))).rejects.toMatchObject({ code: 'throttled', details: { retryAfter: 900 } });
    test().clock.advance(minutes(15) - 1);
    await expect(take(limit('a'))).rejects.toMatchObject({ details: { retryAfter: 1 } });
    test().clock.advance(1);
    expect(await take(limit('a'))).toEqual([{ count: 1 }]);
  });

  it('keeps nobody out for longer than a window because a clock was ahead for a moment', async () => {
    const { app, clock } = test();
    const locked = (subject: string) => take(limit(subject)).catch((error) => error.details.retryAfter);
    clock.advance(days(40));
    for (let i = 0; i < 4; i++) await locked('ahead');
    await app.flush();
    clock.advance(-days(40));
    // The same holds on a node that reads the counter from the database, and in the database itself.
    const other = await openApp(app.ctx.config, { clock, log: makeLogger('silent') });
    try {
      const there = await other.ctx.throttle
        .take([limit('ahead')])
        .catch((error) => error.details.retryAfter);
      expect([await locked('ahead'), there]).toEqual([900, 900]);
      await app.ctx.throttle.giveBack([limit('ahead')]);
      await app.flush();
      const latest = instantOf(clock.now() + minutes(15));
      for (const row of await stored()) expect(row.window_ends_at <= latest).toBe(true);
      clock.advance(minutes(15));
      expect(await locked('ahead')).toEqual([{ count: 1 }]);
    } finally {
      await other.close();
    }
  });

  it('lets no more through when they all come at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => take(limit('b'))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('counts against every limit or none', async () => {
    for (let i = 0; i < 3; i++) await take(limit('c'));
    await expect(take(limit('d'), limit('c'))).rejects.toMatchObject({ code: 'throttled' });
    expect(await take(limit('d'))).toEqual([{ count: 1 }]);
  });

  it('takes back what was no failure, and forgets what was', async () => {
    const { throttle } = test().app.ctx;
    for (let i = 0; i < 10; i++) {
      await take(limit('e'));
      await throttle.giveBack([limit('e')]);
    }
    for (let i = 0; i < 3; i++) await take(limit('e'));
    await throttle.forget([limit('e')]);
    expect(await take(limit('e'))).toEqual([{ count: 1 }]);
  });

  it('says what was counted without counting, on another node too, and at once when it is forgotten', async () => {
    const { ctx } = test().app;
    const one = limit('seen from afar', 10);
    const other = await openApp(ctx.config, { clock: test().clock, log: makeLogger('silent') });
    const seen = async (count: number) => {
      await test().app.flush();
      expect(await other.ctx.throttle.counted(one)).toBe(count);
    };
    try {
      expect(await ctx.throttle.counted(one)).toBe(0);
      for (let i = 0; i < 2; i++) await take(one);
      expect([await ctx.throttle.counted(one), await ctx.throttle.counted(one)]).toEqual([2, 2]);
      await seen(2);
      await ctx.throttle.forget([one]);
      expect(await ctx.throttle.counted(one)).toBe(0);
      await seen(0);
      // The other node has a counter of its own by now, and still learns what is counted here. (If it forgot its counter, it
      // might write that to the database after we have counted, and our count would be lost.)
      await other.ctx.throttle.take([one]);
      await other.ctx.throttle.giveBack([one]);
      await take(one);
      await seen(1);
    } finally {
      await other.close();
    }
  });

  it('is shared between nodes: what each counted, all know within a second', async () => {
    const { ctx } = test().app;
    const other = await openApp(ctx.config, { clock: test().clock, log: makeLogger('silent') });
    const settle = async () => {
      for (const node of [test().app, other]) await node.flush();
    };
    try {
      const both = limit('two nodes', 10);
      // Both nodes have a counter before either has shared anything.
      await take(both);
      await other.ctx.throttle.take([both]);
      for (let i = 0; i < 4; i++) await Promise.all([take(both), other.ctx.throttle.take([both])]);
      await settle();
      expect((await stored()).some((row) => row.count === 10)).toBe(true);
      // Each node learns the total when it shares. Then any node refuses the eleventh attempt.
      for (const node of [test().app, other]) {
        await node.ctx.throttle.take([both]).catch(() => {});
        await node.flush();
        await expect(node.ctx.throttle.take([both])).rejects.toMatchObject({ code: 'throttled' });
      }
    } finally {
      await other.close();
    }
  });

  it('forgets once: what other nodes count after that is added to, and not begun anew', async () => {
    const { ctx } = test().app;
    const other = await openApp(ctx.config, { clock: test().clock, log: makeLogger('silent') });
    try {
      const one = limit('forgotten once', 10);
      const takeAt = async (node: typeof other, times: number) => {
        for (let i = 0; i < times; i++) await node.ctx.throttle.take([one]);
        await node.flush();
      };
      await takeAt(test().app, 3);
      await ctx.throttle.forget([one]);
      await test().app.flush();
      await takeAt(other, 4);
      await takeAt(test().app, 1);
      expect(await other.ctx.throttle.counted(one)).toBe(5);
    } finally {
      await other.close();
    }
  });

  it('outlives a restart, without a name or address at rest', async () => {
    for (let i = 0; i < 7; i++) await take(limit('person@example.test 203.0.113.9', 7));
    await test().app.flush();
    expect((await stored()).some(({ count }) => count === 7)).toBe(true);
    expect(JSON.stringify(await stored())).not.toMatch(/person|203|test/);
    const restarted = await openApp(test().app.ctx.config, {
      clock: test().clock,
      log: makeLogger('silent'),
    });
    try {
      await expect(
        restarted.ctx.throttle.take([limit('person@example.test 203.0.113.9', 7)]),
      ).rejects.toMatchObject({
        code: 'throttled',
      });
      expect(await restarted.ctx.throttle.take([limit('somebody else')])).toEqual([{ count: 1 }]);
    } finally {
      await restarted.close();
    }
  });

  it('keeps no counter longer than it counts', async () => {
    test().clock.advance(hours(1));
    await take(limit('f'));
    await test().app.flush();
    await test().app.housekeeping.sweep();
    expect(await stored()).toHaveLength(1);
  });
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['2001:0DB8:0000:0001::ffff', '2001:db8:0:1::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['::1', '::/64'],
  ['::', '::/64'],
  ['2001:db8:1:2:3:4:203.0.113.9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['not an address', 'unknown'],
  [null, 'unknown'],
])('%s is of the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
