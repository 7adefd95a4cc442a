import { describe, expect, it } from 'vitest';
import { cookieSecret, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { beginTotp, enableTotp, secretWithZero, totpAt } from '../../../../test/totp.ts';
import { days, minutes, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';

onEachDatabase('two-factor authentication', (test) => {
  const now = () => test().clock.now();
  const tick = (milliseconds = seconds(30)) => test().clock.advance(milliseconds);
  const enrolled = async () => {
    const who = await test().person();
    const app = await enableTotp(test(), who);
    tick(seconds(60));
    return { who, ...app, code: () => totpAt(app.secret, now()) };
  };
  const signIn = (who: Person, more: object = {}, headers: Record<string, string> = {}, ip = '127.0.0.1') =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, ...more } },
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      remoteIp: ip,
    });
  const basic = (who: Person, otp?: string) =>
    test().call('POST', '/v1/tokens', {
      body: { token: { name: 'cli' } },
      basic: `${who.username}:${who.password}`,
      ...(otp === undefined ? {} : { headers: { 'x-authorization-otp': otp } }),
    });
  const validate = (session: string, attempt: unknown) =>
    test().call('POST', `${tfa}/validate`, { session, body: { tfa: { attempt } } });
  const isOn = async (session: string) => (await test().call('GET', tfa, { session })).body.tfa.enabled;

  describe('turning it on', () => {
    // ASVS 6.5.2, 6.5.4
    it('takes a secret, then a first code, and answers ten recovery codes', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const begun = await test().call('POST', tfa, { session, body: { tfa: { provider: 'totp' } } });
      expect(begun.body.tfa).toMatchObject({ uuid: who.id, enabled: false, provider: 'totp' });
      const uri = new URL(begun.body.tfa.uri);
      expect(uri.protocol + uri.host).toBe('otpauth:totp');
      expect(uri.searchParams.get('issuer')).toBe('Loge');
      expect(await isOn(session)).toBe(false);
      const secret = uri.searchParams.get('secret') ?? '';
      const done = await validate(session, totpAt(secret, now()));
      expect(done.body.tfa.user).toEqual({ uuid: who.id, enabled: true, provider: 'totp' });
      expect(new Set(done.body.tfa.codes).size).toBe(10);
      for (const code of done.body.tfa.codes)
        expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
      // A code is random enough to be kept under a plain hash (ASVS 6.5.2).
      const random = (done.body.tfa.codes[0] ?? '').replaceAll('-', '').length * Math.log2(32);
      expect(random).toBeGreaterThanOrEqual(112);
      expect(await isOn(session)).toBe(true);
      expect(await journalTypes(test().app, who.id)).toEqual(
        expect.arrayContaining(['tfa_begun', 'tfa_enabled', 'recovery_codes_made']),
      );
      const mail = await test().mailTo(who.email, /is on/);
      expect(mail.text).not.toContain(secret);
      for (const code of done.body.tfa.codes) expect(mail.text).not.toContain(code);
    });

    // ASVS 14.2.4
    it('keeps neither secret nor codes readable', async () => {
      const { who, secret, codes } = await enrolled();
      const rows = JSON.stringify([
        await test().app.ctx.reader.selectFrom('totp_factors').selectAll().execute(),
        await test().app.ctx.reader.selectFrom('recovery_codes').selectAll().execute(),
        await test().app.ctx.reader.selectFrom('journal_payloads').selectAll().execute(),
      ]);
      for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
        expect(rows).not.toContain(hidden);
      expect(rows).toContain(who.id);
    });

    it('takes a number that lost its leading zero', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const secret = await secretWithZero(test(), () => beginTotp(test(), session));
      const code = totpAt(secret, now());
      expect(code).toMatch(/^0/);
      expect((await validate(session, Number(code))).status).toBe(200);
    });

    // ASVS 2.3.1
    it('refuses another credential than the one that began it', async () => {
      const who = await test().person();
      const secret = await beginTotp(test(), await test().signIn(who));
      const other = await test().signIn(who);
      expect(fieldCode(await validate(other, totpAt(secret, now())), 'attempt')).toBe('not_begun');
      const { jwt } = await test().bearer(who);
      const byToken = await test().call('POST', `${tfa}/validate`, {
        bearer: jwt,
        body: { tfa: { attempt: totpAt(secret, now()) } },
      });
      expect(fieldCode(byToken, 'attempt')).toBe('not_begun');
    });

    it('refuses what was begun too long ago, a wrong code, and what is on already', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const secret = await beginTotp(test(), session);
      expect(fieldCode(await validate(session, '000 000'), 'attempt')).toBe('invalid');
      expect(fieldCode(await validate(session, 'letters'), 'attempt')).toBe('invalid');
      expect(fieldCode(await test().call('POST', `${tfa}/validate`, { session }), 'attempt')).toBeDefined();
      tick(minutes(10));
      expect(fieldCode(await validate(session, totpAt(secret, now())), 'attempt')).toBe('not_begun');
      const other = await test().call('POST', tfa, {
        session: await test().signIn(who),
        body: { tfa: { provider: 'sms' } },
      });
      expect(fieldCode(other, 'provider')).toBe('unsupported_provider');
      const { session: on } = await enrolled();
      const again = await test().call('POST', tfa, { session: on, body: { tfa: { provider: 'totp' } } });
      expect(fieldCode(again, 'provider')).toBe('already_enabled');
      expect(fieldCode(await validate(on, '123456'), 'attempt')).toBe('already_enabled');
    });

    // ASVS 6.5.5
    it('says so when a clock is off by minutes, here and nowhere else', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const secret = await beginTotp(test(), session);
      expect(fieldCode(await validate(session, totpAt(secret, now() - minutes(5))), 'attempt')).toBe(
        'clock_off',
      );
      expect(fieldCode(await validate(session, totpAt(secret, now() + minutes(5))), 'attempt')).toBe(
        'clock_off',
      );
      const on = await enrolled();
      const late = await signIn(on.who, { otp: totpAt(on.secret, now() + minutes(5)) });
      expectError(late, 'otp_invalid');
    });

    it('by bearer wants a token made by password within ten minutes, or the password', async () => {
      const who = await test().person();
      const { jwt } = await test().bearer(who);
      const begin = (body: object) => test().call('POST', tfa, { bearer: jwt, body });
      expect((await begin({ tfa: { provider: 'totp' } })).status).toBe(200);
      tick(minutes(10));
      expectError(await begin({ tfa: { provider: 'totp' } }), 'proof_required');
      expect((await begin({ tfa: { provider: 'totp', current_password: who.password } })).status).toBe(200);
    });
  });

  describe('signing in', () => {
    // ASVS 6.3.3
    it('asks for the second factor only after the right password, and says what would do', async () => {
      const { who, code } = await enrolled();
      const wrong = await signIn({ ...who, password: 'not the one' });
      expectError(wrong, 'invalid_credentials');
      const asked = await signIn(who);
      expectError(asked, 'otp_required');
      expect(asked.body.methods).toEqual(['totp', 'recovery_code']);
      expect(asked.headers['set-cookie']).toBeUndefined();
      expectError(await signIn(who, { otp: '000000' }), 'otp_invalid');
      expect((await journalTypes(test().app, who.id)).at(-1)).toBe('second_factor_failed');
      expect((await signIn(who, { otp: code() })).status).toBe(201);
    });

    // ASVS 6.5.1
    it('a TOTP code is not accepted again, with a space in it or otherwise', async () => {
      const { who, code } = await enrolled();
      const used = code();
      expect((await signIn(who, { otp: used })).status).toBe(201);
      const written = [
        used,
        `${used.slice(0, 3)} ${used.slice(3)}`,
        `${used} `,
        ` ${used}`,
        [...used].join(' '),
      ];
      written.push(`${used.slice(0, 3)}\u00a0${used.slice(3)}`, `${used.slice(0, 3)}-${used.slice(3)}`);
      // Full-width digits fold to the same code.
      written.push([...used].map((d) => String.fromCodePoint(0xff10 + Number(d))).join(''));
      for (const otp of written) expectError(await signIn(who, { otp }, {}, '203.0.113.9'), 'otp_invalid');
    });

    // ASVS 6.5.1
    it('the replay window is no shorter than the leeway', async () => {
      const { who, code } = await enrolled();
      const used = code();
      expect((await signIn(who, { otp: used })).status).toBe(201);
      for (const wait of [seconds(29), seconds(30), seconds(30)]) {
        tick(wait);
        expectError(await signIn(who, { otp: used }), 'otp_invalid');
      }
    });

    it('an earlier code is spent with a later one', async () => {
      const { who, secret, code } = await enrolled();
      const earlier = totpAt(secret, now() - seconds(30));
      expect((await signIn(who, { otp: code() })).status).toBe(201);
      expectError(await signIn(who, { otp: earlier }), 'otp_invalid');
    });

    // ASVS 6.5.1
    it('takes a recovery code once, however it is typed, and mails how many are left', async () => {
      const { who, codes } = await enrolled();
      const typed =
        ` ${(codes[3] ?? '').toUpperCase().replace('-', ' ').replace('-', ' - ').replace('-', '')}`
          .replaceAll('0', 'O')
          .replaceAll('1', 'l');
      expect((await signIn(who, { otp: typed })).status).toBe(201);
      expect((await test().mailTo(who.email, /recovery code was used/)).text).toContain('9 are left');
      expectError(await signIn(who, { otp: codes[3] ?? '' }), 'otp_invalid');
    });

    it("does not take another account's code", async () => {
      const one = await enrolled();
      const other = await enrolled();
      expectError(await signIn(one.who, { otp: other.codes[0] ?? '' }), 'otp_invalid');
      expectError(await signIn(one.who, { otp: other.code() }), 'otp_invalid');
      expect((await signIn(other.who, { otp: other.codes[0] ?? '' })).status).toBe(201);
    });

    it('spares a remembered browser, but never counts that as proof', async () => {
      const { who, code } = await enrolled();
      const first = await signIn(who, { otp: code(), remember: true });
      const cookie = { cookie: `__Host-loge_browser=${browserCookie(first)}` };
      const spared = await signIn(who, { remember: true }, cookie);
      expect(spared.status).toBe(201);
      const session = cookieSecret(spared);
      const { body } = await test().call('GET', '/v1/sessions/current/proof', { session });
      expect(body.proof.fresh_until).toBeNull();
      expectError(await signIn(who), 'otp_required');
      tick(days(30));
      expectError(await signIn(who, {}, cookie), 'otp_required');
    });

    // ASVS 6.3.1
    it('is refused after ten wrong codes in a network, and open in another', async () => {
      const { who, code } = await enrolled();
      for (let i = 0; i < 10; i++) await signIn(who, { otp: `10000${i}` });
      expectError(await signIn(who, { otp: code() }), 'throttled');
      expect((await signIn(who, { otp: code() }, {}, '203.0.113.77')).status).toBe(201);
    });

    it('a hundred guesses over all networks close codes, not recovery codes', {
      timeout: 120_000,
    }, async () => {
      const { who, code, codes } = await enrolled();
      for (let i = 0; i < 100; i++) await signIn(who, { otp: '123123' }, {}, `198.51.100.${i}`);
      expectError(await signIn(who, { otp: code() }, {}, '203.0.113.78'), 'throttled');
      expect((await signIn(who, { otp: codes[0] ?? '' }, {}, '203.0.113.78')).status).toBe(201);
    });

    // ASVS 6.3.4
    it('Basic answers the exact words that clients wait for', async () => {
      const { who, code, codes } = await enrolled();
      const asked = await basic(who);
      expect([asked.status, asked.body.error]).toEqual([401, 'OTP Required']);
      const wrong = await basic(who, '000000');
      expect([wrong.status, wrong.body.error]).toEqual([401, 'Invalid OTP']);
      const used = code();
      expect((await basic(who, used)).status).toBe(201);
      expect((await basic(who, used)).body.error).toBe('Invalid OTP');
      expect((await basic(who, codes[0])).status).toBe(201);
      expect((await basic(who, codes[0])).body.error).toBe('Invalid OTP');
    });
  });
});

const browserCookie = ({ headers }: TestResponse): string =>
  /__Host-loge_browser=([\w-]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
