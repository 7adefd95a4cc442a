import { beforeEach, expect, it } from 'vitest';
import { cookieSecret, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { days, hours, instantOf, minutes, seconds } from '../../../kernel/clock.ts';

onEachDatabase('sessions', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  const signIn = (login: string, password: string, more: { remember?: boolean; remoteIp?: string } = {}) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login, password, ...(more.remember ? { remember: true } : {}) } },
      headers: { 'sec-fetch-site': 'same-origin', 'user-agent': 'Firefox' },
      ...(more.remoteIp ? { remoteIp: more.remoteIp } : {}),
    });
  const self = (session: string) => test().call('GET', '/v1/users/self', { session });
  const alive = async (session: string) => (await self(session)).status === 200;
  /** When the only session of an account was last used. */
  const seenAt = async (accountId: string) =>
    (
      await test()
        .app.ctx.reader.selectFrom('sessions')
        .select('seen_at')
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow()
    ).seen_at;
  /** Makes a request and waits until its use mark is written. */
  const use = async (session: string, person: Person) => {
    expect(await alive(session)).toBe(true);
    const now = instantOf(test().clock.now());
    await test().app.flush();
    expect(await seenAt(person.id)).toBe(now);
  };

  // ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4, 7.2.2, 7.2.3, 14.3.2
  it('open with e-mail or username in any case, and set a cookie that only we and only TLS can read', async () => {
    const who = await test().person({ email: 'Nora@example.test', username: 'Nóra' });
    for (const login of [
      'Nora@example.test',
      'NORA@EXAMPLE.TEST',
      ' nora@example.test ',
      'nóra',
      'NO\u0301RA',
    ]) {
      const { status, headers, body } = await signIn(login, who.password);
      expect([login, status, body.user?.id]).toEqual([login, 201, who.id]);
      const [cookie] = [headers['set-cookie']].flat();
      expect(cookie).toMatch(/^__Host-loge_session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('keep a remembered browser by an expiry, and no other', async () => {
    const who = await test().person();
    const { headers } = await signIn(who.email, who.password, { remember: true });
    expect([headers['set-cookie']].flat()[0]).toMatch(/; Max-Age=2592000$/);
  });

  // ASVS 7.2.4
  it('have a new secret at each sign-in, which ends the one that the browser brought', async () => {
    const who = await test().person();
    const first = cookieSecret(await signIn(who.email, who.password));
    const again = await test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password } },
      session: first,
    });
    expect(cookieSecret(again)).not.toBe(first);
    // The former secret is sent as a header, since `session` sends whatever the browser has by now.
    const headers = { cookie: `__Host-loge_session=${first}` };
    expectError(await test().call('GET', '/v1/users/self', { headers }), 'not_authenticated');
    expect(await alive(cookieSecret(again))).toBe(true);
    const rows = await test().app.ctx.reader.selectFrom('sessions').selectAll().execute();
    // Only hashes are kept.
    expect(JSON.stringify(rows)).not.toContain(first);
    expect(JSON.stringify(rows)).not.toContain(cookieSecret(again));
  });

  // ASVS 7.3.1
  it('end after two hours without a request', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    test().clock.advance(hours(2));
    await use(session, who);
    test().clock.advance(hours(2) + 1);
    expectError(await self(session), 'not_authenticated');
    // Time alone ended it: with the clock set back, the session is good again.
    test().clock.advance(-hours(1));
    expect(await alive(session)).toBe(true);
  });

  // ASVS 7.3.2
  it('end after a day in any case, however much they are used', async () => {
    const { app, clock } = test();
    const who = await test().person();
    const session = await test().signIn(who);
    const markUsed = () =>
      app.database.transaction((writer) =>
        writer
          .updateTable('sessions')
          .set({ seen_at: instantOf(clock.now()) })
          .where('account_id', '=', who.id)
          .execute(),
      );
    clock.advance(hours(24) - 1);
    await markUsed();
    expect(await alive(session)).toBe(true);
    clock.advance(1);
    expect(await alive(session)).toBe(false);
  });

  // ASVS 7.3.1, 7.3.2
  it('of a remembered browser end after 14 days without a request, and 30 in any case', async () => {
    const who = await test().person();
    const session = await test().signIn(who, true);
    test().clock.advance(days(14));
    await use(session, who);
    test().clock.advance(days(14) + 1);
    expect(await alive(session)).toBe(false);
    // Set back to before that end, it is used once more, at 27 days.
    test().clock.advance(-days(1));
    await use(session, who);
    test().clock.advance(days(3) - 2);
    expect(await alive(session)).toBe(true);
    test().clock.advance(1);
    expect(await alive(session)).toBe(false);
  });

  // ASVS 7.4.1
  it('end on the server when signed out', async () => {
    const who = await test().person();
    const [here, there] = [await test().signIn(who), await test().signIn(who)];
    const out = await test().call('DELETE', '/v1/sessions/current', { session: here });
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']).toBe(
      '__Host-loge_session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
    );
    expect([await alive(here), await alive(there)]).toEqual([false, true]);
    expectError(await test().call('DELETE', '/v1/sessions/current', { session: here }), 'not_authenticated');
    expect((await journalTypes(test().app, who.id)).filter((type) => type === 'logout')).toHaveLength(1);
  });

  // ASVS 7.4.2, 8.3.2
  it('are refused to a suspended account, open ones at once', async () => {
    const { app, person, call } = test();
    const who = await person();
    const session = await test().signIn(who);
    const { jwt, secret } = await test().bearer(who);
    await app.database.transaction((writer) =>
      writer
        .updateTable('accounts')
        .set({ suspended_at: instantOf(0) })
        .where('id', '=', who.id)
        .execute(),
    );
    expectError(await self(session), 'account_suspended');
    expectError(await call('GET', '/v1/users/self', { bearer: jwt }), 'account_suspended');
    expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` }), 'account_suspended');
    expectError(await signIn(who.email, who.password), 'account_suspended');
    // Somebody without the password learns nothing of the suspension.
    expectError(await signIn(who.email, 'wrong'), 'invalid_credentials');
  });

  // ASVS 6.3.8
  it('say the same to a wrong password and to an account that is not there', async () => {
    const who = await test().person();
    const wrong = await signIn(who.email, 'wrong');
    const logins = ['nobody@example.test', 'nobody', 'a\u0000b', '\ud800', '%', "' or ''='", 'x'.repeat(254)];
    for (const login of logins) {
      const unknown = await signIn(login, 'wrong');
      expect({ ...unknown.body, request_id: 0 }).toEqual({ ...wrong.body, request_id: 0 });
      expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(wrong.headers).sort());
      expect(unknown.status).toBe(401);
    }
  });

  // ASVS 6.3.1, 16.3.1, 16.3.3
  it.each(['known', 'unknown'])(
    'of a %s account have to wait after ten failures from one network only',
    async (which) => {
      const who = await test().person();
      const login = which === 'known' ? who.email : 'nobody@example.test';
      for (let i = 0; i < 10; i++) expectError(await signIn(login, `guess ${i}`), 'invalid_credentials');
      const slowed = await signIn(login, which === 'known' ? who.password : 'guess');
      expectError(slowed, 'throttled');
      expect(slowed.headers['retry-after']).toBe('900');
      expect(slowed.body.retry_after).toBe(900);
      if (which === 'known') {
        expect((await signIn(who.email, who.password, { remoteIp: '198.51.100.2' })).status).toBe(201);
        const types = await journalTypes(test().app, who.id);
        expect(types.filter((type) => type === 'login_failure')).toHaveLength(10);
        expect(types.filter((type) => type === 'login_lock')).toHaveLength(1);
      }
      test().clock.advance(minutes(15));
      expect((await signIn(login, who.password)).status).toBe(which === 'known' ? 201 : 401);
    },
  );

  it('forget failures once the password was right', async () => {
    const who = await test().person();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 9; i++) expectError(await signIn(who.email, 'wrong'), 'invalid_credentials');
      expect((await signIn(who.email, who.password)).status).toBe(201);
    }
    expect(await journalTypes(test().app, who.id)).not.toContain('login_lock');
  });

  // ASVS 6.3.8
  it('do not tell by their throttling which address goes with a username', async () => {
    const [who, other] = [await test().person(), await test().person()];
    for (let i = 0; i < 11; i++) await signIn(who.username, 'wrong');
    const answers = [await signIn(who.email, 'wrong'), await signIn(other.email, 'wrong')];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  // ASVS 6.3.1
  it('count ten tries made at once as ten, and an IPv6 network as one', async () => {
    const who = await test().person();
    const atOnce = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        signIn(who.email, 'wrong', { remoteIp: `2001:db8:0:1::${i + 1}` }),
      ),
    );
    expect(atOnce.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(atOnce.filter(({ status }) => status === 429)).toHaveLength(20);
    expectError(
      await signIn(who.email, who.password, { remoteIp: '2001:db8:0:1:ffff:ffff:ffff:ffff' }),
      'throttled',
    );
    expect((await signIn(who.email, who.password, { remoteIp: '2001:db8:0:2::1' })).status).toBe(201);
    expect((await journalTypes(test().app, who.id)).filter((type) => type === 'login_lock')).toHaveLength(1);
  });

  // ASVS 6.3.1
  it('make a network wait that guesses at many accounts, whatever they are', async () => {
    const remoteIp = '198.51.100.77';
    for (let i = 0; i < 100; i++)
      expectError(await signIn(`nobody${i}`, 'wrong', { remoteIp }), 'invalid_credentials');
    expectError(await signIn('nobody100', 'wrong', { remoteIp }), 'throttled');
    const who = await test().person();
    expect((await signIn(who.email, who.password)).status).toBe(201);
  });
});

onEachDatabase(
  'sessions that end after a minute',
  (test) => {
    it('go on for whoever uses them all the time', async () => {
      const session = await test().signIn(await test().person());
      const ask = () => test().call('GET', '/v1/users/self', { session });
      for (let used = 0; used < 6; used++) {
        test().clock.advance(seconds(40));
        expect((await ask()).status).toBe(200);
        await test().app.flush();
      }
      test().clock.advance(seconds(61));
      expect((await ask()).status).toBe(401);
    });
  },
  { LOGE_SESSION_IDLE_MINUTES: '1' },
);
