import { beforeEach, expect, it } from 'vitest';
import {
  cookieSecret,
  isTo,
  linkToken,
  onEachDatabase,
  type Person,
  type TestResponse,
} from '../../../../test/harness.ts';
import { expectError } from '../../../../test/observe.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { days, hours, seconds } from '../../../kernel/clock.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** Returns the browser's cookie as a `Cookie` header. */
function browserOf(response: TestResponse): string {
  const cookies = [response.headers['set-cookie']].flat().map(String);
  const cookie = cookies.find((text) => text.startsWith('__Host-loge_browser='));
  expect(cookie).toMatch(
    /^__Host-loge_browser=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000$/,
  );
  return String(cookie).split(';')[0] ?? '';
}

onEachDatabase('a sign-in from a new browser', (test) => {
  beforeEach(() => test().clock.advance(hours(2)));

  const enter = async (who: Person, cookie = '', password = who.password) => {
    const response = await test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password } },
      headers: { 'sec-fetch-site': 'same-origin', 'user-agent': firefox, ...(cookie ? { cookie } : {}) },
      remoteIp: '198.51.100.7',
    });
    expect(response.status, JSON.stringify(response.body)).toBe(201);
    return browserOf(response);
  };
  const mailsTo = async (who: Person) => {
    await test().drain();
    return test().smtp.mails.filter(
      (mail) => isTo(mail, who.email) && /New sign-in|Nouvelle connexion/.test(mail.subject),
    );
  };

  // ASVS 6.3.5
  it('is mailed once for each browser, the first of a new account apart', async () => {
    const who = await test().person();
    const first = await enter(who);
    expect(await mailsTo(who)).toHaveLength(0);
    expect(await enter(who, first)).toBe(first);
    expect(await mailsTo(who)).toHaveLength(0);
    const second = await enter(who);
    expect(second).not.toBe(first);
    expect(await mailsTo(who)).toHaveLength(1);
    await enter(who, second);
    await enter(who, first);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it.each(['en', 'fr'])('says in %s which browser, from where, when, and what to do', async (locale) => {
    const who = await test().person({ locale });
    await enter(who);
    await enter(who);
    const [mail] = await mailsTo(who);
    expect(mail?.headers['content-language']).toBe(locale);
    expect(mail?.text).toContain(locale === 'fr' ? 'Firefox sur Linux' : 'Firefox on Linux');
    expect(mail?.text).toContain('198.51.100.7');
    expect(mail?.text).toMatch(/2026.*\(UTC\)/);
    expect(mail?.text).toContain('http://localhost:4310/account/authorization');
    expect(mail?.text).toContain('http://localhost:4310/users/take_back');
  });

  it('is mailed when an older account is signed in to for the first time', async () => {
    const who = await test().person();
    test().clock.advance(hours(25));
    await enter(who);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it('is mailed though every earlier session and mark is gone', async () => {
    const who = await test().person();
    const old = await enter(who);
    test().clock.advance(days(366));
    await test().app.housekeeping.sweep();
    const rows = async () =>
      (await test().app.ctx.reader.selectFrom('browsers').selectAll().execute()).filter(
        ({ account_id }) => account_id === who.id,
      ).length;
    expect(await rows()).toBe(0);
    await enter(who, old);
    expect(await mailsTo(who)).toHaveLength(1);
    test().clock.advance(days(364));
    await test().app.housekeeping.sweep();
    expect(await rows()).toBe(1);
    await enter(who, old);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it('is mailed when the browser is known to another account only, which it does not tell', async () => {
    const [who, other] = [await test().person(), await test().person()];
    const [mine, theirs] = [await enter(who), await enter(other)];
    expect(await enter(who, theirs)).toBe(theirs);
    expect(await mailsTo(who)).toHaveLength(1);
    await enter(other, theirs);
    expect(await mailsTo(other)).toHaveLength(0);
    const { reader } = test().app.ctx;
    const rows = await reader.selectFrom('browsers').selectAll().execute();
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    for (const cookie of [mine, theirs])
      expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1] ?? cookie);
  });

  it.each(['x', 'a'.repeat(44), `${'a'.repeat(42)}!`, '%00'])(
    'gives another cookie for one that is not ours: %s',
    async (value) => {
      const who = await test().person();
      await enter(who);
      const theirs = `__Host-loge_browser=${value}`;
      expect(await enter(who, theirs)).not.toBe(theirs);
      expect(await mailsTo(who)).toHaveLength(1);
    },
  );

  it('is mailed again after a reset: whoever had the account before is a stranger', async () => {
    const { call, mailTo, person } = test();
    const who = await person();
    const theirs = await enter(who);
    await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
    const token = linkToken(await mailTo(who.email, /new password/));
    const password = 'a second horse, a second battery';
    await call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    await enter(who, theirs, password);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it('at the same moment from the same browser is mailed once', async () => {
    const who = await test().person();
    await enter(who);
    const cookie = `__Host-loge_browser=${'b'.repeat(43)}`;
    await Promise.all(Array.from({ length: 10 }, () => enter(who, cookie)));
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it('fills no mailbox: twenty an hour, three where the address is not confirmed', async () => {
    const [who, unconfirmed] = [await test().person(), await test().person({ confirmed: false })];
    for (let i = 0; i < 24; i++) await enter(who);
    for (let i = 0; i < 6; i++) await enter(unconfirmed);
    expect(await mailsTo(who)).toHaveLength(19);
    expect(await mailsTo(unconfirmed)).toHaveLength(2);
    test().clock.advance(hours(1));
    await enter(who);
    expect(await mailsTo(who)).toHaveLength(20);
  });

  it('with a wrong password marks nothing and mails nobody', async () => {
    const who = await test().person();
    const first = await enter(who);
    const refused = await test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: 'wrong' } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(refused.status).toBe(401);
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect(await mailsTo(who)).toHaveLength(0);
    // The browser that was known before still is.
    expect(await enter(who, first)).toBe(first);
    expect(await mailsTo(who)).toHaveLength(0);
  });
});

onEachDatabase(
  'a mark of a browser',
  (test) => {
    const enter = async (who: Person, more: object, marks: string) => {
      const response = await test().call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, ...more } },
        headers: { 'sec-fetch-site': 'same-origin', cookie: `__Host-loge_browser=${marks}` },
      });
      const given = /__Host-loge_browser=([\w.-]+);/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
      return { response, marks: given };
    };
    /** A member with an app, and the code that it shows next. */
    const withApp = async () => {
      const who = await test().person();
      const { secret } = await enableTotp(test(), who);
      const otp = () => {
        test().clock.advance(seconds(30));
        return totpAt(secret, test().clock.now());
      };
      return { who, otp };
    };
    const spared = async (who: Person, marks: string) => {
      const { response } = await enter(who, {}, marks);
      if (response.status === 201) return cookieSecret(response) !== '';
      expectError(response, 'otp_required');
      return false;
    };
    const planted = 'p'.repeat(43);

    it('is renewed when it becomes trusted, so that a planted one gains nothing', async () => {
      const { who, otp } = await withApp();
      // The victim has signed in with the planted mark before, so that the account knows it.
      await enter(who, { otp: otp() }, planted);
      const { marks } = await enter(who, { otp: otp(), remember: true }, planted);
      expect(await spared(who, planted)).toBe(false);
      expect(await spared(who, marks)).toBe(true);
      const again = await enter(who, { otp: otp(), remember: true }, marks);
      expect(await spared(who, marks)).toBe(false);
      expect(await spared(who, again.marks)).toBe(true);
      expect(again.marks.split('.')).toHaveLength(2);
    });

    it('serves each account that trusts the browser, and one does not end another’s', async () => {
      const [one, two] = [await withApp(), await withApp()];
      const first = await enter(one.who, { otp: one.otp(), remember: true }, planted);
      const second = await enter(two.who, { otp: two.otp(), remember: true }, first.marks);
      for (const { who } of [one, two]) expect(await spared(who, second.marks)).toBe(true);
      expect(await spared(two.who, first.marks)).toBe(false);
    });

    it('is one of five at most', async () => {
      let marks = planted;
      for (let i = 0; i < 6; i++) {
        const { who, otp } = await withApp();
        ({ marks } = await enter(who, { otp: otp(), remember: true }, marks));
        expect(await spared(who, marks)).toBe(true);
        expect(marks.split('.')).toHaveLength(Math.min(i + 2, 5));
      }
      const { who, otp } = await withApp();
      const tooMany = await enter(who, { otp: otp() }, `${marks}.${planted}`);
      expect(tooMany.marks).toMatch(/^[\w-]{43}$/);
      expect(`${marks}.${planted}`).not.toContain(tooMany.marks);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
