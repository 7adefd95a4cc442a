import { describe, expect, it } from 'vitest';
import { databaseKinds, onEachDatabase, openTestApp, type TestApp } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { behindGate } from '../../../test/starting-gate.ts';
import { minutes } from '../../kernel/clock.ts';
import { mostAMinute, mostAtOnce } from './write-budget.ts';

const addKey = async (test: TestApp, session: string): Promise<string> => {
  const made = await test.call('POST', '/v1/keys', {
    session,
    body: { key: { name: 'laptop', content: newSshKey().line } },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.key.id;
};

const rename = (test: TestApp, by: { session?: string; bearer?: string }, id: string, name: string) =>
  test.call('PATCH', `/v1/keys/${id}`, { ...by, body: { key: { name } } });

describe.each(databaseKinds)('one member’s work beside another’s (%s)', (kind) => {
  // ASVS 15.2.2, 15.4.4
  it('150 changes asked for at once do not stand before a stranger’s, nor before their owner’s by page', async () => {
    // Throttling is off, so that all changes are let in. The test looks at their order.
    const test = await openTestApp(kind, { LOGE_THROTTLING: 'off' });
    try {
      const [busy, other] = [await test.person(), await test.person()];
      const [session, hers] = [await test.signIn(busy), await test.signIn(other)];
      const stolen = await test.signIn(busy);
      const [key, second, herKey] = [
        await addKey(test, session),
        await addKey(test, session),
        await addKey(test, hers),
      ];
      const order: string[] = [];
      const noted = async (who: string, answer: ReturnType<typeof rename>) => {
        expect((await answer).status).toBe(200);
        order.push(who);
      };
      await Promise.all([
        ...Array.from({ length: 150 }, (_, n) =>
          noted('flood', rename(test, { session: stolen }, key, `n${n}`)),
        ),
        noted('stranger', rename(test, { session: hers }, herKey, 'renamed')),
        noted('owner', rename(test, { session }, second, 'renamed')),
      ]);
      expect(order).toHaveLength(152);
      expect(order.indexOf('stranger')).toBeLessThan(20);
      expect(order.indexOf('owner')).toBeLessThan(20);
    } finally {
      await test.close();
    }
  });
});

onEachDatabase('the budget of changes', (test) => {
  // ASVS 2.3.2, 2.4.1
  it('is bounded at once, by credential, with a time to wait', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const { jwt } = await test().bearer(who);
    const key = await addKey(test(), session);
    const [byPage, ...answers] = await behindGate(test(), who.id, [
      () => rename(test(), { session }, key, 'by page'),
      ...Array.from(
        { length: mostAtOnce + 10 },
        (_, n) => () => rename(test(), { bearer: jwt }, key, `n${n}`),
      ),
    ]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(10);
    for (const answer of refused) {
      expectError(answer, 'throttled');
      expect(answer.headers['retry-after']).toBe('1');
    }
    expect(byPage?.status).toBe(200);
    expect((await rename(test(), { bearer: jwt }, key, 'and on')).status).toBe(200);
  });

  // ASVS 2.3.2, 2.4.1
  it('is bounded by the minute; reads and exchanges are not counted', async () => {
    const who = await test().person();
    const { jwt, secret } = await test().bearer(who);
    const another = await test().bearer(who);
    const ask = (bearer: string) => test().call('DELETE', '/v1/keys/none', { bearer });
    for (let asked = 0; asked < mostAMinute; asked += 50)
      await Promise.all(Array.from({ length: 50 }, () => ask(jwt)));
    const refused = await ask(jwt);
    expectError(refused, 'throttled');
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await ask(another.jwt)).status).toBe(404);
    expect((await test().call('GET', '/v1/keys', { bearer: jwt })).status).toBe(200);
    expect((await test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` })).status).toBe(200);
    test().clock.advance(minutes(1));
    expect((await ask(jwt)).status).toBe(404);
  });
});
