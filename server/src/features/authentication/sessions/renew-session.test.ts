import { describe, expect, it } from 'vitest';
import { Authenticator } from '../../../../test/authenticator.ts';
import { cookieSecret, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { askToMove, confirmLink, newAddress } from '../../../../test/moves.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { minutes, seconds } from '../../../kernel/clock.ts';

onEachDatabase(
  'the secret of a session',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    /** Uses a copy of a cookie, which does not learn of a renewal. */
    const byCopy = (secret: string, method = 'GET', path = '/v1/users/self', body?: object) =>
      call(method, path, {
        headers: { cookie: `__Host-loge_session=${secret}`, 'sec-fetch-site': 'same-origin' },
        ...(body ? { body } : {}),
      });
    const withPasskey = async (session: string) => {
      const begun = await call('POST', '/v1/passkeys/registration', { session });
      const response = new Authenticator().register(begun.body.options);
      return call('POST', '/v1/passkeys', { session, body: { passkey: { name: 'laptop', response } } });
    };

    type Act = (session: string, who: Person) => Promise<TestResponse>;
    const acts: Record<string, Act> = {
      'the password is changed': (session, who) =>
        call('PUT', '/v1/users/account', {
          session,
          body: { user: { password: 'another horse, another battery', current_password: who.password } },
        }),
      'the second factor is turned on': async (session) => {
        const attempt = totpAt(await beginTotp(test(), session), test().clock.now());
        return call('POST', '/v1/client/tfa/validate', { session, body: { tfa: { attempt } } });
      },
      'a passkey is added': withPasskey,
      'all other access is ended': (session) =>
        call('POST', '/v1/users/self/revocation', { session, body: {} }),
      'the other sessions are ended, though there is none': (session) =>
        call('DELETE', '/v1/sessions', { session }),
      'the e-mail address is changed': async (session, who) => {
        const wanted = newAddress();
        await askToMove(test(), session, who, wanted);
        const body = { token: await confirmLink(test(), wanted) };
        return call('POST', '/v1/users/email/confirm', { session, body });
      },
    };
    const expectRenewed = async (copy: string, done: TestResponse) => {
      expect(done.status, JSON.stringify(done.body)).toBeLessThan(300);
      const next = cookieSecret(done);
      expect(next).not.toBe(copy);
      expectError(await byCopy(copy), 'not_authenticated');
      expect((await byCopy(next)).status).toBe(200);
    };

    describe('is another one once', () => {
      // ASVS 7.2.4
      it.each(Object.entries(acts))('%s: a copy of the cookie is out', async (_what, act) => {
        const who = await test().person();
        const session = await test().signIn(who, true);
        await expectRenewed(session, await act(session, who));
      });

      it('a remembered session’s cookie lasts as long as before', async () => {
        const who = await test().person();
        const session = await test().signIn(who, true);
        test().clock.advance(minutes(5));
        const done = await withPasskey(session);
        const age = Number(/Max-Age=(\d+)/.exec(String(done.headers['set-cookie']))?.[1]);
        expect(age).toBe(30 * 86_400 - 300);
      });

      it('the second factor is turned off, codes are renewed, or a passkey is removed', async () => {
        const who = await test().person();
        const { secret, session } = await enableTotp(test(), who);
        const present = async () => {
          // The test client follows the session's renewals.
          const { headers } = await call('POST', '/v1/client/tfa/codes', { session, body: {} });
          return headers;
        };
        const codes = await present();
        const copy = cookieSecret({ status: 201, body: null, headers: codes });
        const added = await withPasskey(session);
        expectError(await byCopy(copy), 'not_authenticated');
        const second = cookieSecret(added);
        const removed = await call('DELETE', `/v1/passkeys/${added.body.passkey.id}`, { session, body: {} });
        await expectRenewed(second, removed);
        test().clock.advance(seconds(30));
        const attempt = totpAt(secret, test().clock.now());
        await expectRenewed(
          cookieSecret(removed),
          await call('DELETE', '/v1/client/tfa', { session, body: { tfa: { attempt } } }),
        );
      });
    });

    it('stays where nothing was changed: a refused change, another field', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const refused = await call('PUT', '/v1/users/account', {
        session,
        body: { user: { password: 'short', current_password: who.password } },
      });
      expect(fieldCode(refused, 'password')).toBe('password_too_short');
      expect(refused.headers['set-cookie']).toBeUndefined();
      const other = await call('PUT', '/v1/users/account', {
        session,
        body: { user: { company: 'Atelier' } },
      });
      expect(other.headers['set-cookie']).toBeUndefined();
      expect((await byCopy(session)).status).toBe(200);
    });

    // ASVS 7.2.4
    it('ends the session that the browser had at the next sign-in, whosever it was', async () => {
      const [first, second] = [await test().person(), await test().person()];
      const session = await test().signIn(first);
      const signedIn = await call('POST', '/v1/sessions', {
        body: { session: { login: second.username, password: second.password } },
        headers: { cookie: `__Host-loge_session=${session}`, 'sec-fetch-site': 'same-origin' },
      });
      expect(signedIn.status).toBe(201);
      expectError(await byCopy(session), 'not_authenticated');
      expect((await byCopy(cookieSecret(signedIn))).body.user.id).toBe(second.id);
      expect(await journalTypes(test().app, first.id)).toContain('logout');
    });

    it('is still the browser’s own after a sign-in that failed', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      await call('POST', '/v1/sessions', {
        body: { session: { login: who.username, password: 'not this one' } },
        headers: { cookie: `__Host-loge_session=${session}`, 'sec-fetch-site': 'same-origin' },
      });
      expect((await byCopy(session)).status).toBe(200);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
