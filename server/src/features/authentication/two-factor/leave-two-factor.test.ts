import { describe, expect, it } from 'vitest';
import { Authenticator, addPasskey, askForPasskey } from '../../../../test/authenticator.ts';
import {
  cookieSecret,
  linkToken,
  onEachDatabase,
  type Person,
  type TestResponse,
} from '../../../../test/harness.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { memberReset2fa } from '../../../cli/member-reset-2fa.ts';
import { days, hours, minutes, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';

onEachDatabase('leaving two-factor authentication', (test) => {
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
  const isOn = async (session: string) => (await test().call('GET', tfa, { session })).body.tfa.enabled;

  describe('turning it off', () => {
    const disable = (session: string, body?: object) =>
      test().call('DELETE', tfa, { session, ...(body ? { body: { tfa: body } } : {}) });

    it('asks for a code: the password alone does not do', async () => {
      const { session, who, code } = await enrolled();
      expect(fieldCode(await disable(session), 'attempt')).toBeDefined();
      for (const attempt of ['', who.password, '000000', 0])
        expect(fieldCode(await disable(session, { attempt }), 'attempt')).toBeDefined();
      expect(await isOn(session)).toBe(true);
      const off = await disable(session, { attempt: code() });
      expect(off.body).toEqual({
        tfa: { uuid: who.id, enabled: false, provider: null },
        uuid: who.id,
        enabled: false,
        provider: null,
      });
      expect((await signIn(who)).status).toBe(201);
      expect(fieldCode(await disable(session, { attempt: code() }), 'attempt')).toBe('not_enabled');
      await test().mailTo(who.email, /is off/);
    });

    it('by bearer takes the code as the proof, and is no way around it', async () => {
      const { who, code } = await enrolled();
      const made = await basic(who, code());
      const exchanged = await test().call('POST', '/v1/tokens/exchange', {
        basic: `:${made.body.token.token}`,
      });
      const bearer = exchanged.body.token as string;
      tick(hours(0.5));
      const off = (attempt: unknown) => test().call('DELETE', tfa, { bearer, body: { tfa: { attempt } } });
      expect(fieldCode(await off('000000'), 'attempt')).toBe('invalid');
      expect((await off(code())).status).toBe(200);
    });

    it('with a short password sets a long one in the same act', async () => {
      const { session, who, code } = await enrolled();
      const short = { current_password: who.password, password: 'nine lives' };
      const changed = await test().call('PUT', '/v1/users/account', { session, body: { user: short } });
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
      expect(fieldCode(await disable(session, { attempt: code() }), 'password')).toBe('password_too_short');
      expect(await isOn(session)).toBe(true);
      const long = 'another horse, another battery';
      expect((await disable(session, { attempt: code(), password: long })).status).toBe(200);
      expectError(await signIn({ ...who, password: 'nine lives' }), 'invalid_credentials');
      expect((await signIn({ ...who, password: long })).status).toBe(201);
    });

    it('a reset of the password does not turn it off', async () => {
      const { who, code } = await enrolled();
      await test().call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      const token = linkToken(await test().mailTo(who.email, /new password/));
      const password = 'another horse, another battery';
      await test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
      expectError(await signIn({ ...who, password }), 'otp_required');
      expect((await signIn({ ...who, password }, { otp: code() })).status).toBe(201);
    });
  });

  describe('the mail about it', () => {
    const stop = (token: string) => test().call('POST', `${tfa}/stop`, { body: { token } });

    it('stops it: sessions and new tokens end, and a new password is set by mail', async () => {
      const { who, session, code } = await enrolled();
      const token = linkToken(await test().mailTo(who.email, /is on/));
      const made = await basic(who, code());
      expect((await stop(token)).status).toBe(200);
      expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
      const exchange = await test().call('POST', '/v1/tokens/exchange', {
        basic: `:${made.body.token.token}`,
      });
      expectError(exchange, 'not_authenticated');
      expectError(await signIn(who), 'invalid_credentials');
      const reset = linkToken(await test().mailTo(who.email, /new password/));
      const password = 'a password of my own now';
      await test().call('PUT', '/v1/users/password/reset', { body: { user: { token: reset, password } } });
      expect((await signIn({ ...who, password })).status).toBe(201);
      expect(fieldCode(await stop(token), 'token')).toBe('used_link');
    });

    const exchange = (secret: string) => test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
    const thiefTurnsItOn = async (jwt: string, proof: object = {}) => {
      const begun = await test().call('POST', tfa, {
        bearer: jwt,
        body: { tfa: { provider: 'totp', ...proof } },
      });
      const secret = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
      const attempt = totpAt(secret, now());
      const body = { tfa: { attempt } };
      const enabled = await test().call('POST', `${tfa}/validate`, { bearer: jwt, body });
      expect(enabled.status, JSON.stringify(enabled.body)).toBe(200);
      return { secret, codes: enabled.body.tfa.codes as string[] };
    };
    const stopFor = async (who: Person) => stop(linkToken(await test().mailTo(who.email, /is on/)));

    it('revokes the token that began it, made up to ten minutes before', async () => {
      const who = await test().person();
      const early = await test().bearer(who);
      tick(minutes(5));
      const made = await test().bearer(who);
      tick(minutes(4));
      await thiefTurnsItOn(made.jwt);
      expect((await stopFor(who)).status).toBe(200);
      for (const { secret } of [early, made]) expectError(await exchange(secret), 'not_authenticated');
    });

    it('revokes the token that began it however old, and leaves the others', async () => {
      const who = await test().person();
      const [used, mine] = [await test().bearer(who), await test().bearer(who)];
      tick(minutes(50));
      await thiefTurnsItOn(used.jwt, { current_password: who.password });
      expect((await stopFor(who)).status).toBe(200);
      expectError(await exchange(used.secret), 'not_authenticated');
      expect((await exchange(mine.secret)).status).toBe(200);
    });

    it('puts out of use whatever else was added since: passkeys, recovery codes, remembered browsers', async () => {
      const who = await test().person();
      const { session, codes, secret } = await enableTotp(test(), who);
      const { device } = await addPasskey(test(), who, new Authenticator(), session);
      tick(seconds(60));
      const remembered = await signIn(who, { otp: totpAt(secret, now()), remember: true });
      const cookie = { cookie: `__Host-loge_browser=${browserCookie(remembered)}` };
      expect((await stopFor(who)).status).toBe(200);
      const alone = await test().call('POST', '/v1/sessions/passkey', {
        body: { session: { passkey: device.answer(await askForPasskey(test())) } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expectError(alone, 'invalid_credentials');
      const mine = await takeBack(who);
      expect((await signIn(mine)).status).toBe(201);
      // Somebody who turns it on again is asked on the browser that the thief had remembered, and not for their codes.
      const again = await enableTotp(test(), mine);
      expectError(await signIn(mine, {}, cookie), 'otp_required');
      expectError(await signIn(mine, { otp: codes[0] ?? '' }), 'otp_invalid');
      expect((await signIn(mine, { otp: again.codes[0] ?? '' })).status).toBe(201);
    });

    it('leaves a passkey of before in use, and asks for it', async () => {
      const who = await test().person();
      const { session, device } = await addPasskey(test(), who);
      tick(minutes(11));
      const body = { proof: { passkey: device.answer(await askForPasskey(test())) } };
      const proved = cookieSecret(await test().call('POST', '/v1/sessions/current/proof', { session, body }));
      const secret = await beginTotp(test(), proved);
      const attempt = totpAt(secret, now());
      await test().call('POST', `${tfa}/validate`, { session: proved, body: { tfa: { attempt } } });
      expect((await stopFor(who)).status).toBe(200);
      const asked = await signIn(await takeBack(who));
      expectError(asked, 'otp_required');
      expect(asked.body.methods).toEqual(['passkey', 'recovery_code']);
      const alone = await test().call('POST', '/v1/sessions/passkey', {
        body: { session: { passkey: device.answer(await askForPasskey(test())) } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expect(alone.status).toBe(201);
    });

    const takeBack = async (who: Person): Promise<Person> => {
      const token = linkToken(await test().mailTo(who.email, /new password/));
      const password = 'a password of my own now';
      await test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
      return { ...who, password };
    };

    it('is of no use cut short, of another kind, or after a day', async () => {
      const { who } = await enrolled();
      const token = linkToken(await test().mailTo(who.email, /is on/));
      expect(fieldCode(await stop(token.slice(0, -1)), 'token')).toBe('invalid_link');
      expect(fieldCode(await test().call('POST', `${tfa}/reset/stop`, { body: { token } }), 'token')).toBe(
        'invalid_link',
      );
      tick(hours(24));
      expect(fieldCode(await stop(token), 'token')).toBe('expired_link');
    });
  });

  describe('recovery codes', () => {
    it('are renewed by proof, and the old ones die', async () => {
      const { who, session, codes } = await enrolled();
      const renewed = await test().call('POST', `${tfa}/codes`, { session, body: {} });
      expect(renewed.body.tfa.codes).toHaveLength(10);
      expectError(await signIn(who, { otp: codes[0] ?? '' }), 'otp_invalid');
      expect((await signIn(who, { otp: renewed.body.tfa.codes[0] })).status).toBe(201);
      const { body } = await test().call('GET', `${tfa}/codes`, { session });
      expect(body.codes.left).toBe(9);
      await test().mailTo(who.email, /new recovery codes/);
    });

    it('cannot be had without a second factor', async () => {
      const session = await test().signIn(await test().person());
      expect(fieldCode(await test().call('POST', `${tfa}/codes`, { session, body: {} }), 'base')).toBe(
        'not_enabled',
      );
    });
  });

  describe('removal by an operator', () => {
    const reset = (login: string, reason = 'lost the phone in a lake') =>
      memberReset2fa({
        ctx: test().app.ctx,
        args: [login],
        options: { reason },
        say: () => {},
        progress: () => {},
      });

    it('waits a day, tells the member, then leaves the password alone', async () => {
      const { who, session } = await enrolled();
      await reset(who.email);
      expect((await test().mailTo(who.email, /will be removed/)).text).toContain('lost the phone in a lake');
      tick(hours(24) - 1);
      await test().drain();
      expectError(await signIn(who), 'otp_required');
      tick(1);
      await test().drain();
      expect((await signIn(who)).status).toBe(201);
      expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
      await test().mailTo(who.email, /was removed/);
    });

    it('is stopped from the mail, once', async () => {
      const { who } = await enrolled();
      await reset(who.username);
      const token = linkToken(await test().mailTo(who.email, /will be removed/));
      const stop = () => test().call('POST', `${tfa}/reset/stop`, { body: { token } });
      expect((await stop()).status).toBe(200);
      expect(fieldCode(await stop(), 'token')).toBe('used_link');
      tick(days(2));
      await test().drain();
      expectError(await signIn(who), 'otp_required');
      await test().mailTo(who.email, /stays/);
    });

    it('wants a reason, a member, a second factor, and no other one waiting', async () => {
      const { who } = await enrolled();
      await expect(reset(who.email, ' ')).rejects.toThrow('--reason');
      await expect(reset('nobody@example.test')).rejects.toThrow('no member');
      await expect(reset((await test().person()).email)).rejects.toThrow();
      await reset(who.email);
      await expect(reset(who.email)).rejects.toThrow();
    });
  });

  it('goes when the owner of an unconfirmed address takes the account', async () => {
    const who = await test().person({ confirmed: false });
    await enableTotp(test(), who);
    await test().call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
    const token = linkToken(await test().mailTo(who.email, /new password/));
    const password = 'the owner of this address';
    await test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    expect((await signIn({ ...who, password })).status).toBe(201);
  });
});

const browserCookie = ({ headers }: TestResponse): string =>
  /__Host-loge_browser=([\w-]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
