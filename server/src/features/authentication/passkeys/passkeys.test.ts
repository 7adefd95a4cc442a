import { describe, expect, it } from 'vitest';
import { Authenticator, addPasskey, askForPasskey, type Quirks } from '../../../../test/authenticator.ts';
import { effort } from '../../../../test/effort.ts';
import {
  cookieSecret,
  type Loose,
  linkToken,
  onEachDatabase,
  type Person,
} from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { enableTotp } from '../../../../test/totp.ts';
import { minutes, seconds } from '../../../kernel/clock.ts';

const sameOrigin = { 'sec-fetch-site': 'same-origin' };

const rounds = effort(10, 100);

onEachDatabase(
  'passkeys',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const owner = async (device?: Authenticator) => {
      const who = await test().person();
      return { who, ...(await addPasskey(test(), who, device)) };
    };
    const enter = (passkey: Loose, more: object = {}) =>
      call('POST', '/v1/sessions/passkey', { body: { session: { passkey, ...more } }, headers: sameOrigin });
    const signIn = (who: Person, more: object = {}) =>
      call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, ...more } },
        headers: sameOrigin,
      });
    const answer = async (device: Authenticator, quirks: Quirks = {}) =>
      device.answer(await askForPasskey(test()), quirks);
    const remove = (session: string, id: string, body: object = {}) =>
      call('DELETE', `/v1/passkeys/${id}`, { session, body: { passkey: body } });

    it('is added with a name, mailed, listed without its key, and brings recovery codes', async () => {
      const { who, session, codes, device } = await owner();
      expect(codes).toHaveLength(10);
      const { body } = await call('GET', '/v1/passkeys', { session });
      expect(body.passkeys).toEqual([
        {
          id: expect.any(String),
          name: 'laptop',
          created_at: new Date(test().clock.now()).toISOString(),
          last_used_at: null,
          backup: 'device',
          suspended_at: null,
        },
      ]);
      expect(JSON.stringify(body)).not.toContain(device.credentialId);
      expect((await test().mailTo(who.email, /passkey was added/)).text).toContain('API token');
      // A second passkey brings no new codes: the first ones stay good.
      expect(
        (await addPasskey(test(), who, new Authenticator({ backup: 'backed_up' }), session)).codes,
      ).toBeNull();
    });

    it('is added by whoever proved lately that it is them', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      test().clock.advance(minutes(10));
      expectError(await call('POST', '/v1/passkeys/registration', { session }), 'proof_required');
      const body = { proof: { password: who.password } };
      const proved = cookieSecret(await call('POST', '/v1/sessions/current/proof', { session, body }));
      expect((await addPasskey(test(), who, new Authenticator(), proved)).codes).toHaveLength(10);
    });

    it('signs in alone, and counts as proof', async () => {
      const { who, device } = await owner();
      const entered = await enter(await answer(device), { remember: true });
      expect(entered.status, JSON.stringify(entered.body)).toBe(201);
      expect(entered.body.user.id).toBe(who.id);
      const { body } = await call('GET', '/v1/sessions/current/proof', { session: cookieSecret(entered) });
      expect(body.proof.fresh_until).not.toBeNull();
      expect(body.proof.methods).toEqual(['password', 'passkey', 'recovery_code']);
    });

    it('signs in alone though an authenticator app is on', async () => {
      const who = await test().person();
      const { session } = await enableTotp(test(), who);
      const { device, codes } = await addPasskey(test(), who, new Authenticator(), session);
      expect(codes).toBeNull();
      expect((await enter(await answer(device))).status).toBe(201);
    });

    it('is asked for after the password, and a recovery code stands in', async () => {
      const { who, device, codes } = await owner();
      const asked = await signIn(who);
      expectError(asked, 'otp_required');
      expect(asked.body.methods).toEqual(['passkey', 'recovery_code']);
      // The password said whose passkey it is, so the authenticator need not say it.
      const terse = await answer(device, { verified: false, userHandle: '' });
      expect((await signIn(who, { passkey: terse })).status).toBe(201);
      expect((await signIn(who, { otp: codes?.[0] })).status).toBe(201);
    });

    it('by Basic asks for an OTP, which a recovery code is', async () => {
      const { who, codes } = await owner();
      const basic = (headers: Record<string, string> = {}) =>
        call('POST', '/v1/tokens', { basic: `${who.email}:${who.password}`, body: { name: 'x' }, headers });
      expect((await basic()).body.error).toBe('OTP Required');
      expect((await basic({ 'x-authorization-otp': codes?.[0] ?? '' })).status).toBe(201);
    });

    it('renews a session’s proof by itself, where it saw its owner', async () => {
      const { session, device } = await owner();
      test().clock.advance(minutes(11));
      const prove = (passkey: Loose) =>
        call('POST', '/v1/sessions/current/proof', { session, body: { proof: { passkey } } });
      expectError(await prove(await answer(device, { verified: false })), 'otp_invalid');
      expect((await prove(await answer(device))).status).toBe(200);
    });

    describe('an answer is refused', () => {
      const cases: [string, Quirks][] = [
        ['from another origin', { origin: 'https://evil.example' }],
        ['for another relying party', { rpId: 'evil.example' }],
        ['to a challenge of nobody’s', { challenge: Buffer.alloc(54).toString('base64url') }],
        [
          'with another account’s handle',
          { userHandle: Buffer.from('us-somebody-else').toString('base64url') },
        ],
        ['that names nobody', { userHandle: '' }],
        ['whose counter fell back', { counter: 1 }],
        ['that saw nobody', { verified: false }],
      ];
      it.each(cases)('%s', async (_what, quirks) => {
        const { who, device } = await owner();
        expect((await enter(await answer(device))).status).toBe(201);
        const refused = await enter(await answer(device, quirks));
        expectError(refused, 'invalid_credentials');
        expect(refused.headers['set-cookie']).toBeUndefined();
        expect((await journalTypes(test().app, who.id)).at(-1)).toBe('login_failure');
      });

      it('with a signature that does not fit, or a key that nobody knows', async () => {
        const { device } = await owner();
        const good = await answer(device);
        const bad = {
          ...good,
          response: { ...good.response, signature: Buffer.alloc(70).toString('base64url') },
        };
        expectError(await enter(bad), 'invalid_credentials');
        expectError(await enter({ ...good, id: 'unknown', rawId: 'unknown' }), 'invalid_credentials');
        expectError(await enter(await answer(new Authenticator())), 'invalid_credentials');
      });

      it('a second time, and after five minutes', async () => {
        const { device } = await owner(new Authenticator({ counter: 0 }));
        const once = await answer(device);
        expect((await enter(once)).status).toBe(201);
        expectError(await enter(once), 'otp_invalid');
        const late = await answer(device);
        test().clock.advance(minutes(5));
        expectError(await enter(late), 'invalid_credentials');
      });

      it('for another account’s second step', async () => {
        const [mine, other] = [await owner(), await owner()];
        expectError(await signIn(mine.who, { passkey: await answer(other.device) }), 'otp_invalid');
      });

      it('to a challenge that was for a registration', async () => {
        const { session, device } = await owner();
        const begun = await call('POST', '/v1/passkeys/registration', { session });
        expectError(await enter(device.answer(begun.body.options)), 'invalid_credentials');
      });
    });

    describe('a registration is refused', () => {
      const begin = async (session: string) =>
        (await call('POST', '/v1/passkeys/registration', { session })).body.options;
      const add = (session: string, response: Loose) =>
        call('POST', '/v1/passkeys', { session, body: { passkey: { name: 'x', response } } });

      it('in another session, twice, late, from elsewhere', async () => {
        const who = await test().person();
        const [session, other] = [await test().signIn(who), await test().signIn(who)];
        const response = new Authenticator().register(await begin(session));
        expect(fieldCode(await add(other, response), 'response')).toBe('passkey_refused');
        expect((await add(session, response)).status).toBe(201);
        expect(fieldCode(await add(session, response), 'response')).toBe('passkey_refused');
        const evil = new Authenticator().register(await begin(session), { origin: 'https://evil.example' });
        expect(fieldCode(await add(session, evil), 'response')).toBe('passkey_refused');
        const late = new Authenticator().register(await begin(session));
        test().clock.advance(minutes(5));
        expect(fieldCode(await add(session, late), 'response')).toBe('passkey_refused');
      });

      it('of a key that is somebody’s already', async () => {
        const { device } = await owner();
        const session = await test().signIn(await test().person());
        const again = device.register(await begin(session));
        expect(fieldCode(await add(session, again), 'response')).toBe('passkey_known');
      });

      it('past the twentieth', async () => {
        const { session, who } = await owner();
        for (let i = 1; i < 20; i++) await addPasskey(test(), who, new Authenticator(), session);
        const more = await call('POST', '/v1/passkeys/registration', { session });
        expect(fieldCode(more, 'base')).toBe('too_many');
      });
    });

    describe('removing', () => {
      it('the last factor only for somebody who says so, and its recovery codes go too', async () => {
        const { who, session, id } = await owner();
        expect(fieldCode(await remove(session, id), 'last')).toBe('last_factor');
        expect((await remove(session, id, { last: true })).status).toBe(204);
        expect((await signIn(who)).status).toBe(201);
        const { body } = await call('GET', '/v1/client/tfa/codes', { session });
        expect(body.codes).toEqual({ left: 0, made_at: null, renewal_advised: false });
        await test().mailTo(who.email, /passkey was removed/);
      });

      it('one of two, or beside an app, just so', async () => {
        const { who, session, id } = await owner();
        await addPasskey(test(), who, new Authenticator(), session);
        expect((await remove(session, id)).status).toBe(204);
        expectError(await signIn(who), 'otp_required');
      });

      it('with a short password sets a long one in the same act', async () => {
        const { who, session, id } = await owner();
        const user = { current_password: who.password, password: 'nine lives' };
        expect((await call('PUT', '/v1/users/account', { session, body: { user } })).status).toBe(200);
        expect(fieldCode(await remove(session, id, { last: true }), 'password')).toBe('password_too_short');
        const password = 'another horse, another battery';
        expect((await remove(session, id, { last: true, password })).status).toBe(204);
        expect((await signIn({ ...who, password })).status).toBe(201);
      });

      // ASVS 6.5.6
      it('lets a removed key open nothing', async () => {
        const { session, id, device } = await owner();
        await remove(session, id, { last: true });
        expectError(await enter(await answer(device)), 'invalid_credentials');
      });
    });

    it('added by a thief is out of use once the change of address is undone', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const email = `thief-${who.email}`;
      await call('PUT', '/v1/users/account', { session, body: { user: { email } } });
      const token = linkToken(await test().mailTo(email, /Confirm your new/));
      await call('POST', '/v1/users/email/confirm', { session, body: { token } });
      test().clock.advance(seconds(5));
      const { device } = await addPasskey(test(), who, new Authenticator(), session);
      const undo = linkToken(await test().mailTo(who.email, /was changed/));
      await call('POST', '/v1/users/email/undo', { body: { token: undo } });
      expectError(await enter(await answer(device)), 'invalid_credentials');
      const reset = linkToken(await test().mailTo(who.email, /new password/));
      const password = 'mine again, and only mine';
      await call('PUT', '/v1/users/password/reset', { body: { user: { token: reset, password } } });
      expect((await signIn({ ...who, password })).status).toBe(201);
    });

    it(`of ${10 * rounds} tries with ${rounds} answers, each lets in one`, async () => {
      // A counter of zero, as most authenticators have: only the challenge decides.
      const { device } = await owner(new Authenticator({ counter: 0, backup: 'backed_up' }));
      for (let round = 0; round < rounds; round++) {
        const passkey = await answer(device);
        const tries = await Promise.all(Array.from({ length: 10 }, () => enter(passkey)));
        expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);

onEachDatabase(
  'passkeys on a bare address',
  (test) => {
    it('are off, with a reason', async () => {
      const challenge = await test().call('POST', '/v1/passkeys/challenge', { headers: sameOrigin });
      expect(fieldCode(challenge, 'base')).toBe('not_available');
    });
  },
  { LOGE_PUBLIC_URL: 'http://127.0.0.1:4310' },
);
