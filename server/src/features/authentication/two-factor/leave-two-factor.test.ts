import { describe, expect, it } from 'vitest';
import { linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { hours, seconds } from '../../../kernel/clock.ts';

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

    // ASVS 6.4.3
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
