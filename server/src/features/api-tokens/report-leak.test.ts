import { beforeEach, expect, it, vi } from 'vitest';
import { onEachDatabase, type Person, type TestResponse } from '../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../test/observe.ts';
import { exchange, jwtOf, makeToken } from '../../../test/tokens.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import { afterAnswersMs } from '../../platform/jobs/runner.ts';
import { newTokenSecret } from './token-secret.ts';

const path = '/v1/tokens/leaked';

onEachDatabase(
  'reporting leaked secrets',
  (test) => {
    let who: Person;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
    });
    const report = (tokens: readonly unknown[]) => test().call('POST', path, { body: { tokens } });
    const works = async (secret: string) => (await exchange(test(), secret)).status === 200;
    const expectSilence = ({ status, body }: TestResponse) => expect([status, body]).toEqual([202, {}]);

    it('revokes the token at once with its JWTs and what it made, and tells its owner', async () => {
      const leaked = await makeToken(test(), who, { name: 'in a public repository' });
      const jwt = await jwtOf(test(), leaked.secret);
      const child = await makeToken(test(), jwt, { name: 'its child' });
      const other = await makeToken(test(), who, { name: 'not concerned' });
      expectSilence(await report([newTokenSecret(), ` ${leaked.secret}\n`, 'no token']));
      // No job runner works in this test, so the revocation comes from the timer after the answer.
      test().clock.advance(afterAnswersMs);
      await vi.waitFor(async () => expect(await works(leaked.secret)).toBe(false), { timeout: 20_000 });
      expectError(await test().call('GET', '/v1/users/self', { bearer: jwt }), 'not_authenticated');
      expect([await works(child.secret), await works(other.secret)]).toEqual([false, true]);
      const mail = await test().mailTo(who.email, /found in the open/);
      expect(mail.text).toContain('in a public repository');
      expect(mail.text).toContain('its child');
      expect(mail.text).not.toContain('not concerned');
      expect(mail.raw).not.toContain(leaked.secret.slice(6));
      const types = await journalTypes(test().app, who.id);
      expect(types.filter((type) => type === 'token_leaked')).toHaveLength(1);
      expect(types.filter((type) => type === 'delete_token')).toHaveLength(2);
    });

    it('is done by a job when the process ends before, and once whoever does it', async () => {
      const leaked = await makeToken(test(), who);
      expectSilence(await report([leaked.secret]));
      await Promise.all([test().drain(), test().drain()]);
      expect(await works(leaked.secret)).toBe(false);
      expectSilence(await report([leaked.secret]));
      await test().drain();
      const types = await journalTypes(test().app, who.id);
      expect(types.filter((type) => type === 'token_leaked')).toHaveLength(1);
      expect(
        test().smtp.mails.filter(({ to, subject }) => to.includes(who.email) && /in the open/.test(subject)),
      ).toHaveLength(1);
    });

    it('ends no secret that took the reported one’s place while it was looked up', async () => {
      const leaked = await makeToken(test(), who);
      const session = await test().signIn(who);
      const { ctx } = test().app;
      const { write } = ctx;
      let renewed: TestResponse | null = null;
      // The owner renews the token between the report's look-up and its write.
      const late: typeof write = async (actor, work) => {
        if (actor.kind === 'job' && actor.job === 'leak-report' && renewed === null) {
          const asked = test().call('PATCH', `/v1/tokens/${leaked.id}/renew`, { session, body: {} });
          Object.assign(ctx, { write });
          renewed = await asked;
        }
        return write(actor, work);
      };
      Object.assign(ctx, { write: late });
      try {
        expectSilence(await report([leaked.secret]));
        await test().drain();
      } finally {
        Object.assign(ctx, { write });
      }
      const answer = renewed as TestResponse | null;
      expect(answer?.status).toBe(200);
      expect(await works(answer?.body.token.token)).toBe(true);
      expect(await journalTypes(test().app, who.id)).not.toContain('token_leaked');
    });

    it('asks the database the same before the answer, whatever was reported', async () => {
      const { ctx } = test().app;
      const { reader, write } = ctx;
      const asked = async (secret: string) => {
        const words: string[] = [];
        const watched = new Proxy(reader, {
          get(target, name) {
            const member = Reflect.get(target, name);
            if (typeof member !== 'function') return member;
            return (...args: unknown[]) => {
              words.push(`${String(name)} ${typeof args[0] === 'string' ? args[0] : ''}`);
              return Reflect.apply(member, target, args);
            };
          },
        });
        const counted: typeof write = (actor, work) => {
          words.push('write');
          return write(actor, work);
        };
        Object.assign(ctx, { reader: watched, write: counted });
        try {
          expectSilence(await report([secret]));
          return words;
        } finally {
          Object.assign(ctx, { reader, write });
        }
      };
      const none = await asked(newTokenSecret());
      const { secret } = await makeToken(test(), who);
      expect(await asked(secret)).toEqual(none);
      expect(none).toContain('write');
    });

    it('names all of one owner in one mail', async () => {
      const tokens = [
        await makeToken(test(), who, { name: 'one' }),
        await makeToken(test(), who, { name: 'two' }),
      ];
      expectSilence(await report(tokens.map(({ secret }) => secret)));
      const mail = await test().mailTo(who.email, /in the open/);
      expect(mail.text).toContain('“one”');
      expect(mail.text).toContain('“two”');
    });

    it('by either overlapping secret ends both; by one that is dead already, neither', async () => {
      const session = await test().signIn(who);
      for (const reported of ['old', 'new'] as const) {
        const made = await makeToken(test(), who);
        const renewed = await test().call('PATCH', `/v1/tokens/${made.id}/renew`, {
          session,
          body: { overlap_seconds: 600 },
        });
        const secrets = { old: made.secret, new: renewed.body.token.token as string };
        const jwts = [await jwtOf(test(), secrets.old), await jwtOf(test(), secrets.new)];
        await report([secrets[reported]]);
        await test().drain();
        expect([await works(secrets.old), await works(secrets.new)]).toEqual([false, false]);
        for (const bearer of jwts)
          expectError(await test().call('GET', '/v1/users/self', { bearer }), 'not_authenticated');
      }
      const made = await makeToken(test(), who);
      const renew = () =>
        test().call('PATCH', `/v1/tokens/${made.id}/renew`, { session, body: { overlap_seconds: 600 } });
      const second = (await renew()).body.token.token;
      test().clock.advance(minutes(10));
      await report([made.secret]);
      await test().drain();
      expect(await works(second)).toBe(true);
    });

    it('says the same of anything, and changes nothing for what is no token', async () => {
      const { secret } = await makeToken(test(), who);
      const jwt = await jwtOf(test(), secret);
      await test().drain();
      const before = await snapshot(test().app);
      const nothing = [
        newTokenSecret(),
        '',
        'x',
        secret.slice(0, -1),
        secret.toUpperCase(),
        `${secret.slice(0, 20)}\u0000${secret.slice(21)}`,
        '\ud800',
        who.password,
        who.email,
      ];
      for (const token of nothing) expectSilence(await report([token]));
      expectSilence(await report(Array.from({ length: 100 }, () => newTokenSecret())));
      // A JWT ends with its token, so the token is what to report.
      expectSilence(await report([jwt.slice(0, 200)]));
      await test().drain();
      const after = await snapshot(test().app);
      expect({ ...after, jobs: [] }).toEqual({ ...before, jobs: [] });
      expect(await works(secret)).toBe(true);
    });

    it.each([
      [{}, 'tokens', 'missing'],
      [{ tokens: [] }, 'tokens', 'missing'],
      [{ tokens: 'tk-us-x' }, 'tokens', 'invalid_type'],
      [{ tokens: [7] }, 'tokens.0', 'invalid_type'],
      [{ tokens: ['x'.repeat(201)] }, 'tokens.0', 'too_long'],
      [{ tokens: Array.from({ length: 101 }, () => 'x') }, 'tokens', 'too_many'],
    ])('does not take %j', async (body, field, code) => {
      expect(fieldCode(await test().call('POST', path, { body }), field)).toBe(code);
    });

    // ASVS 14.2.1
    it('takes nothing in the address, where logs would keep it', async () => {
      const { secret } = await makeToken(test(), who);
      await test().call('POST', `${path}?tokens=${secret}&token=${secret}`, { body: { tokens: ['x'] } });
      await test().drain();
      expect(await works(secret)).toBe(true);
    });
  },
  { LOGE_THROTTLING: 'off' },
);

onEachDatabase('reports of one network', (test) => {
  it('are throttled, with how long to wait; those of others go through', async () => {
    const report = (remoteIp: string) =>
      test().call('POST', path, { body: { tokens: [newTokenSecret()] }, remoteIp });
    for (let i = 0; i < 120; i++) expect((await report('203.0.113.7')).status).toBe(202);
    const refused = await report('203.0.113.7');
    expectError(refused, 'throttled');
    expect(Number(refused.headers['retry-after'])).toBe(600);
    expect((await report('203.0.113.8')).status).toBe(202);
  });
});
