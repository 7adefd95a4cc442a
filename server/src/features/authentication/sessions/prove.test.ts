import { describe, expect, it } from 'vitest';
import { cookieSecret, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { minutes } from '../../../kernel/clock.ts';

const path = '/v1/sessions/current/proof';

onEachDatabase('proof in a session', (test) => {
  const prove = (session: string, proof: object) => test().call('POST', path, { session, body: { proof } });
  const state = async (session: string) => (await test().call('GET', path, { session })).body.proof;
  const enter = async (remember = false): Promise<{ who: Person; session: string }> => {
    const who = await test().person();
    return { who, session: await test().signIn(who, remember) };
  };

  it('is given by signing in, and lasts ten minutes', async () => {
    const { session } = await enter();
    const at = test().clock.now();
    expect(await state(session)).toEqual({
      fresh_until: new Date(at + minutes(10)).toISOString(),
      methods: ['password'],
    });
    test().clock.advance(minutes(10) - 1);
    expect((await state(session)).fresh_until).not.toBeNull();
    test().clock.advance(1);
    expect((await state(session)).fresh_until).toBeNull();
  });

  // ASVS 7.2.4
  it('gives the session a new secret, and the old one opens nothing', async () => {
    const { who, session } = await enter(true);
    test().clock.advance(minutes(20));
    const proved = await prove(session, { password: who.password });
    expect(proved.status).toBe(200);
    const renewed = cookieSecret(proved);
    expect(renewed).not.toBe(session);
    // The cookie ends when the session does: a proof does not lengthen its life.
    expect(String(proved.headers['set-cookie'])).toContain(`Max-Age=${30 * 86_400 - 20 * 60}`);
    expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
    expect((await state(renewed)).fresh_until).toBe(new Date(test().clock.now() + minutes(10)).toISOString());
    expect(await journalTypes(test().app, who.id)).toContain('proof_given');
  });

  it('is good for its own session only', async () => {
    const { who, session } = await enter();
    const other = await test().signIn(who);
    test().clock.advance(minutes(11));
    await prove(session, { password: who.password });
    expect((await state(other)).fresh_until).toBeNull();
  });

  // ASVS 16.3.1
  it('refuses a wrong password, leaves the trace, and keeps the session as it was', async () => {
    const { who, session } = await enter();
    test().clock.advance(minutes(11));
    expect(fieldCode(await prove(session, { password: 'not the one' }), 'password')).toBe('wrong_password');
    expect((await state(session)).fresh_until).toBeNull();
    expect((await journalTypes(test().app, who.id)).at(-1)).toBe('proof_failed');
  });

  it('wants something', async () => {
    const { session } = await enter();
    const response = await prove(session, {});
    expectError(response, 'proof_required');
    expect(response.body.methods).toEqual(['password']);
  });

  // ASVS 6.3.1
  it('slows down whoever guesses, and nobody in another network', async () => {
    const { who, session } = await enter();
    for (let i = 0; i < 10; i++) await prove(session, { password: `guess ${i}` });
    expectError(await prove(session, { password: who.password }), 'throttled');
    const elsewhere = await test().call('POST', path, {
      session,
      body: { proof: { password: who.password } },
      remoteIp: '203.0.113.7',
    });
    expect(elsewhere.status).toBe(200);
  });

  it('goes stale in every other session when the password changes', async () => {
    const { who, session } = await enter();
    const user = { current_password: who.password, password: 'another horse, another battery' };
    await test().call('PUT', '/v1/users/account', { session, body: { user } });
    const { rows } = await sessionsOf(who.id);
    expect(rows.filter(({ proved_at, ended_at }) => proved_at !== null && ended_at === null)).toHaveLength(1);
  });

  it('of two proofs at once leaves one live secret', async () => {
    const { who, session } = await enter();
    const tries = await Promise.all([1, 2, 3, 4].map(() => prove(session, { password: who.password })));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    const [won] = tries.filter(({ status }) => status === 200).map(cookieSecret);
    expect((await test().call('GET', '/v1/users/self', { session: won ?? '' })).status).toBe(200);
  });

  describe('a password', () => {
    it('is only replaced by whoever knows it, however freshly they signed in', async () => {
      const { session } = await enter();
      const change = { user: { password: 'another horse, another battery' } };
      const response = await test().call('PUT', '/v1/users/account', { session, body: change });
      expect(fieldCode(response, 'current_password')).toBe('missing');
    });
  });

  const sessionsOf = async (accountId: string) => ({
    rows: await test()
      .app.ctx.reader.selectFrom('sessions')
      .select(['proved_at', 'ended_at'])
      .where('account_id', '=', accountId)
      .execute(),
  });
});
