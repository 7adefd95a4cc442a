import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, journalOf, journalTypes } from '../../../../test/observe.ts';
import { hours, instantOf } from '../../../kernel/clock.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

onEachDatabase('the sessions of an account', (test) => {
  beforeEach(() => test().clock.advance(hours(25)));
  const open = (session: string) =>
    test()
      .call('GET', '/v1/users/self', { session })
      .then(({ status }) => status === 200);
  const list = async (by: { session?: string; bearer?: string }) => {
    const { status, body } = await test().call('GET', '/v1/sessions', by);
    expect(status).toBe(200);
    return body.sessions as Record<string, unknown>[];
  };
  const idOf = async (session: string) => (await list({ session })).find(({ current }) => current)?.id;
  const end = (id: unknown, by: { session?: string; bearer?: string }) =>
    test().call('DELETE', `/v1/sessions/${id}`, by);
  const endOthers = (by: { session?: string; bearer?: string }) => test().call('DELETE', '/v1/sessions', by);
  const recorded = async (who: Person) =>
    (await journalTypes(test().app, who.id)).filter((type) => /^session|^logout/.test(type));

  // ASVS 7.5.2
  it('are listed with what is known of each, and nothing of their secrets', async () => {
    const { call, person, signIn, clock } = test();
    const [who, other] = [await person(), await person()];
    await signIn(other);
    const here = await signIn(who, true);
    clock.advance(1000);
    await call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password } },
      headers: { 'sec-fetch-site': 'same-origin', 'user-agent': firefox },
      remoteIp: '198.51.100.7',
    });
    const found = await list({ session: here });
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(found).toEqual([
      {
        id,
        browser: 'Firefox',
        system: 'Linux',
        remote_ip: '198.51.100.7',
        created_at: '2026-11-24T13:00:01.000Z',
        seen_at: '2026-11-24T13:00:01.000Z',
        remembered: false,
        current: false,
      },
      {
        id,
        browser: null,
        system: null,
        remote_ip: '127.0.0.1',
        created_at: '2026-11-24T13:00:00.000Z',
        seen_at: '2026-11-24T13:00:00.000Z',
        remembered: true,
        current: true,
      },
    ]);
  });

  it('are listed only while they would be let in', async () => {
    const { person, signIn, call, clock, bearer } = test();
    const who = await person();
    await signIn(who);
    const out = await signIn(who);
    await call('DELETE', '/v1/sessions/current', { session: out });
    const remembered = await signIn(who, true);
    expect(await list({ session: remembered })).toHaveLength(2);
    clock.advance(hours(2) + 1);
    // The first session was idle for too long. It cannot be ended, like one that is over.
    expect(await list({ session: remembered })).toHaveLength(1);
    clock.advance(hours(24));
    const { jwt } = await bearer(who);
    const left = await list({ bearer: jwt });
    expect(left.map(({ current }) => current)).toEqual([false]);
    expect(left.map(({ id }) => id)).toEqual([await idOf(remembered)]);
  });

  it('are not listed past their last hour, however lately they were used', async () => {
    const { app, person, signIn, clock } = test();
    const who = await person();
    const old = await signIn(who);
    const id = await idOf(old);
    clock.advance(hours(24));
    await app.database.transaction((writer) =>
      writer
        .updateTable('sessions')
        .set({ seen_at: instantOf(clock.now()) })
        .where('account_id', '=', who.id)
        .execute(),
    );
    const here = await signIn(who);
    expect((await list({ session: here })).map((session) => session.id)).not.toContain(id);
    expectError(await end(id, { session: here }), 'not_found');
    expect((await endOthers({ session: here })).status).toBe(204);
    expect(await recorded(who)).toEqual([]);
  });

  // ASVS 7.5.2
  it('end one by one, at once', async () => {
    const { person, signIn } = test();
    const who = await person();
    const [here, there, third] = [await signIn(who), await signIn(who), await signIn(who)];
    const id = await idOf(there);
    expect((await end(id, { session: here })).status).toBe(204);
    expect([await open(here), await open(there), await open(third)]).toEqual([true, false, true]);
    expect(await list({ session: here })).toHaveLength(2);
    expect(expectError(await end(id, { session: here }))).toBe('not_found');
    expect(await recorded(who)).toEqual(['session_ended']);
  });

  // ASVS 8.2.2
  it('of another account are not found, nor are those left alone for too long', async () => {
    const { person, signIn, clock, bearer } = test();
    const [who, stranger] = [await person(), await person()];
    const [here, theirs] = [await signIn(who, true), await signIn(stranger, true)];
    const id = await idOf(here);
    const { jwt } = await bearer(stranger);
    for (const by of [{ session: theirs }, { bearer: jwt }]) {
      const answer = await end(id, by);
      expectError(answer, 'not_found');
      expect(answer.body.resource).toBe('session');
    }
    expect(await open(here)).toBe(true);
    const idle = await idOf(await signIn(who));
    clock.advance(hours(2) + 1);
    expectError(await end(idle, { session: here }), 'not_found');
    expect(await recorded(who)).toEqual([]);
  });

  it('end by their own id as by signing out', async () => {
    const { person, signIn } = test();
    const who = await person();
    const [here, there] = [await signIn(who), await signIn(who)];
    const answer = await end(await idOf(here), { session: here });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toBe(
      '__Host-loge_session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
    );
    expect([await open(here), await open(there)]).toEqual([false, true]);
    expect(await recorded(who)).toEqual(['logout']);
    // Ending another session does not delete this browser's cookie.
    const third = await signIn(who);
    expect((await end(await idOf(third), { session: there })).headers['set-cookie']).toBeUndefined();
  });

  // ASVS 7.5.2
  it('end all but the one that asks, which says how many they were', async () => {
    const { person, signIn, call, clock } = test();
    const [who, stranger] = [await person(), await person()];
    const theirs = await signIn(stranger, true);
    await signIn(who);
    clock.advance(hours(3));
    const here = await signIn(who);
    const others = [await signIn(who), await signIn(who, true)];
    expect((await endOthers({ session: here })).status).toBe(204);
    expect(await open(here)).toBe(true);
    expect(await Promise.all(others.map(open))).toEqual([false, false]);
    expect(await open(theirs)).toBe(true);
    // When no session is left to end, no event is recorded.
    expect((await endOthers({ session: here })).status).toBe(204);
    const { body } = await call('GET', '/v1/events', { session: here });
    const events = body.events.filter(({ type }: { type: string }) => type === 'sessions_ended');
    expect(events.map((event: { type_data: unknown }) => event.type_data)).toEqual([
      { remote_ip: '127.0.0.1', count: 2 },
    ]);
  });

  it('end all of them by bearer', async () => {
    const { person, signIn, bearer } = test();
    const who = await person();
    const all = [await signIn(who), await signIn(who, true)];
    const { jwt } = await bearer(who);
    expect((await endOthers({ bearer: jwt })).status).toBe(204);
    expect(await Promise.all(all.map(open))).toEqual([false, false]);
    expect(await recorded(who)).toEqual(['sessions_ended']);
  });

  it('end once, however many ask at the same moment', async () => {
    const { person, signIn, app } = test();
    const who = await person();
    const [here, there] = [await signIn(who), await signIn(who)];
    const id = await idOf(there);
    const answers = await Promise.all(Array.from({ length: 8 }, () => end(id, { session: here })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(404)]);
    const events = (await journalOf(app, who.id)).filter(({ type }) => type === 'session_ended');
    expect(events).toHaveLength(1);
  });

  it('that end each other at the same moment leave one', async () => {
    const { person, signIn } = test();
    for (let round = 0; round < 5; round++) {
      const who = await person();
      const all = [await signIn(who), await signIn(who), await signIn(who)];
      const answers = await Promise.all(all.map((session) => endOthers({ session })));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401]);
      const left = await Promise.all(all.map(open));
      expect(left.filter(Boolean)).toHaveLength(1);
      expect(await recorded(who)).toEqual(['sessions_ended']);
    }
  });

  it('know when the address was confirmed and the password set', async () => {
    const { person, signIn, call, clock } = test();
    const who = await person();
    clock.advance(hours(1));
    const session = await signIn(who);
    const email = await call('GET', '/v1/users/self/email', { session });
    expect(email.body).toEqual({
      email: { address: who.email, confirmed_at: expect.any(String), pending: null },
    });
    const before = (await call('GET', '/v1/users/self/password', { session })).body.password.set_at;
    const password = 'a second horse, a second battery';
    const change = { password, password_confirmation: password, current_password: who.password };
    await call('PUT', '/v1/users/account', { session, body: { user: change } });
    const after = (await call('GET', '/v1/users/self/password', { session })).body.password.set_at;
    expect(Date.parse(after) - Date.parse(before)).toBe(hours(1));
    const unconfirmed = await signIn(await person({ confirmed: false }));
    const none = await call('GET', '/v1/users/self/email', { session: unconfirmed });
    expect(none.body.email.confirmed_at).toBeNull();
  });
});
