import { describe, expect, it } from 'vitest';
import { addPasskey, askForPasskey } from '../../../../test/authenticator.ts';
import { linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import {
  beginEnrolment,
  createOperator,
  enrol,
  operator,
  type Shown,
  secretIn,
} from '../../../../test/operators.ts';
import { beginTotp, totpAt } from '../../../../test/totp.ts';
import { minutes, seconds } from '../../../kernel/clock.ts';

let count = 0;

onEachDatabase('an operator’s enrolment', (test) => {
  const now = () => test().clock.now();
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const begin = (token: string, shown?: Shown) => beginEnrolment(test(), token, shown);
  const finish = (token: string, body: Parameters<typeof enrol>[2], shown?: Shown) =>
    enrol(test(), token, body, shown);
  const newcomer = async () => {
    const email = `new-operator${count++}@platform.test`;
    return { email, token: await createOperator(test(), email) };
  };
  /** A member who is made an operator. */
  const chosen = async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    return { who, session, token: await createOperator(test(), who.email) };
  };
  const signIn = (login: string, otp?: string, password = testPassword) =>
    call('POST', '/v1/sessions', {
      body: { session: { login, password, ...(otp ? { otp } : {}) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  const isEnrolled = async (email: string) => {
    const row = await test()
      .app.ctx.reader.selectFrom('accounts')
      .select(['totp_since', 'passkey_since'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return row.totp_since !== null || row.passkey_since !== null;
  };

  describe('of somebody new', () => {
    it('takes a password and a code in one act, and answers recovery codes', async () => {
      const { email, token } = await newcomer();
      const begun = await begin(token);
      expect(begun.body.enrolment).toMatchObject({ email, needs_password: true });
      const secret = secretIn(begun);
      const done = await finish(token, { attempt: totpAt(secret, now()), password: testPassword });
      expect(done.status, JSON.stringify(done.body)).toBe(200);
      expect(new Set(done.body.enrolment.codes).size).toBe(10);
      test().clock.advance(seconds(30));
      expectError(await signIn(email), 'otp_required');
      const entered = await signIn(email, totpAt(secret, now()));
      expect(entered.body.user).toMatchObject({ confirmed: true, flags: { operator: true } });
      expect((await signIn(email, done.body.enrolment.codes[0])).status).toBe(201);
      expect(await journalTypes(test().app, entered.body.user.id)).toEqual(
        expect.arrayContaining(['operator_granted', 'tfa_begun', 'operator_enrolled', 'tfa_enabled']),
      );
      expect((await test().mailTo(email, /authentication is on/)).text).not.toContain(secret);
    });

    it('writes in the language of the page from then on; a member’s own stays', async () => {
      const { email, token } = await newcomer();
      const fresh = { attempt: totpAt(secretIn(await begin(token)), now()), password: testPassword };
      expect((await finish(token, { ...fresh, locale: 'fr' })).status).toBe(200);
      await test().mailTo(email, /double authentification est activée/);
      const { who, session, token: link } = await chosen();
      const attempt = totpAt(secretIn(await begin(link, { session })), now());
      await finish(link, { attempt, locale: 'fr' }, { session });
      await test().mailTo(who.email, /authentication is on/);
    });

    // ASVS 2.3.1
    it('keeps nothing while either is missing', async () => {
      const { email, token } = await newcomer();
      const secret = secretIn(await begin(token));
      const attempt = totpAt(secret, now());
      expect(fieldCode(await finish(token, { attempt }), 'password')).toBe('missing');
      const short = await finish(token, { attempt, password: 'too short' });
      expect(fieldCode(short, 'password')).toBe('password_too_short');
      const wrong = await finish(token, { attempt: '000 000', password: testPassword });
      expect(fieldCode(wrong, 'attempt')).toBe('invalid');
      expectError(await signIn(email), 'invalid_credentials');
      expect(await isEnrolled(email)).toBe(false);
      // The link is still good.
      expect((await finish(token, { attempt, password: testPassword })).status).toBe(200);
    });

    it('is not done by what was begun with another link, or too long ago', async () => {
      const { token } = await newcomer();
      const attempt = totpAt(secretIn(await begin(token)), now());
      test().clock.advance(minutes(10));
      const late = await finish(token, { attempt, password: testPassword });
      expect(fieldCode(late, 'attempt')).toBe('not_begun');
      const other = await newcomer();
      const stray = await finish(other.token, { attempt, password: testPassword });
      expect(fieldCode(stray, 'attempt')).toBe('not_begun');
    });

    // ASVS 6.4.1
    it('by a link that was used, is too old, cut short or of another kind is refused', async () => {
      const { token } = await newcomer();
      const secret = secretIn(await begin(token));
      expect(fieldCode(await begin(token.slice(0, -1)), 'token')).toBe('invalid_link');
      const done = { attempt: totpAt(secret, now()), password: testPassword };
      expect((await finish(token, done)).status).toBe(200);
      expect(fieldCode(await begin(token), 'token')).toBe('used_link');
      expect(fieldCode(await finish(token, done), 'token')).toBe('used_link');
      const late = await newcomer();
      test().clock.advance(minutes(60));
      expect(fieldCode(await begin(late.token), 'token')).toBe('expired_link');
      const who = await test().person();
      await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      const reset = linkToken(await test().mailTo(who.email, /new password/));
      expect(fieldCode(await begin(reset), 'token')).toBe('invalid_link');
      const user = { token: (await newcomer()).token, password: testPassword };
      const asReset = await call('PUT', '/v1/users/password/reset', { body: { user } });
      expect(fieldCode(asReset, 'token')).toBe('invalid_link');
    });

    it('in somebody else’s session is refused; a session that is over does not matter', async () => {
      const { token } = await newcomer();
      const session = await test().signIn(await test().person());
      expect(fieldCode(await begin(token, { session }), 'token')).toBe('invalid_link');
      await call('DELETE', '/v1/sessions/current', { session });
      expect((await begin(token, { session })).status).toBe(200);
    });
  });

  describe('of a member', () => {
    it('takes their session, adds the factor, and leaves the password', async () => {
      const { who, session, token } = await chosen();
      const begun = await begin(token, { session });
      expect(begun.body.enrolment).toMatchObject({ username: who.username, needs_password: false });
      const secret = secretIn(begun);
      const attempt = totpAt(secret, now());
      const other = 'not what was asked for';
      expect(fieldCode(await finish(token, { attempt, password: other }, { session }), 'password')).toBe(
        'invalid',
      );
      expect((await finish(token, { attempt }, { session })).status).toBe(200);
      expect((await call('GET', '/v1/users/self', { session })).body.user.flags).toEqual({ operator: true });
      test().clock.advance(seconds(30));
      expect((await signIn(who.email, totpAt(secret, now()))).status).toBe(201);
    });

    it('takes their password in its place', async () => {
      const { who, token } = await chosen();
      const basic = `${who.username}:${who.password}`;
      expectError(await begin(token, { basic: `${who.username}:wrong` }), 'invalid_credentials');
      const attempt = totpAt(secretIn(await begin(token, { basic })), now());
      expect((await finish(token, { attempt }, { basic })).status).toBe(200);
    });

    it('takes neither the link alone, nor a session that is another’s, stale, or not the one that began', async () => {
      const { who, session, token } = await chosen();
      const before = await snapshot(test().app);
      expectError(await begin(token), 'not_authenticated');
      const stranger = await test().signIn(await test().person());
      expect(fieldCode(await begin(token, { session: stranger }), 'token')).toBe('invalid_link');
      expect((await snapshot(test().app)).totp_factors).toEqual(before.totp_factors);
      const attempt = totpAt(secretIn(await begin(token, { session })), now());
      expectError(await finish(token, { attempt }), 'not_authenticated');
      const other = await test().signIn(who);
      expect(fieldCode(await finish(token, { attempt }, { session: other }), 'attempt')).toBe('not_begun');
      test().clock.advance(minutes(10));
      expectError(await begin(token, { session }), 'proof_required');
      expect(await isEnrolled(who.email)).toBe(false);
    });

    it('comes by the link only: whoever knows the password enrols nothing of their own', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const secret = await beginTotp(test(), session);
      await createOperator(test(), who.email);
      const attempt = totpAt(secret, now());
      const body = { tfa: { attempt } };
      const validated = await call('POST', '/v1/client/tfa/validate', { session, body });
      expect(fieldCode(validated, 'attempt')).toBe('operator_by_command');
      const begun = await call('POST', '/v1/client/tfa', { session, body: { tfa: { provider: 'totp' } } });
      expect(fieldCode(begun, 'provider')).toBe('operator_by_command');
      const passkey = await call('POST', '/v1/passkeys/registration', { session });
      expect(fieldCode(passkey, 'base')).toBe('operator_by_command');
      expect(await isEnrolled(who.email)).toBe(false);
    });
  });

  describe('what it leads to', () => {
    const disable = (session: string, attempt: string) =>
      call('DELETE', '/v1/client/tfa', { session, body: { tfa: { attempt } } });
    const entered = async () => {
      const made = await operator(test());
      test().clock.advance(seconds(30));
      const reply = await signIn(made.who.email, totpAt(made.secret, now()));
      test().clock.advance(seconds(30));
      const session = /__Host-loge_session=([\w-]+)/.exec(String(reply.headers['set-cookie']))?.[1] ?? '';
      return { ...made, session, code: () => totpAt(made.secret, now()) };
    };

    it('keeps the last factor on, an app or a passkey, and lets the other go', async () => {
      const { who, session, code } = await entered();
      expect(fieldCode(await disable(session, code()), 'attempt')).toBe('operator_factor');
      const { id } = await addPasskey(test(), who, undefined, session);
      expect((await disable(session, code())).status).toBe(200);
      const remove = (body: object) =>
        call('DELETE', `/v1/passkeys/${id}`, { session, body: { passkey: body } });
      expect(fieldCode(await remove({}), 'base')).toBe('operator_factor');
      expect(fieldCode(await remove({ last: true }), 'base')).toBe('operator_factor');
      // The member sets up another app in the ordinary way, since a factor is on already.
      const secret = await beginTotp(test(), session);
      const body = { tfa: { attempt: totpAt(secret, now()) } };
      expect((await call('POST', '/v1/client/tfa/validate', { session, body })).status).toBe(200);
      expect((await remove({})).status).toBe(204);
    });

    it('keeps the last factor of a member who had it before they were an operator', async () => {
      const who = await test().person();
      const { device, id, session } = await addPasskey(test(), who);
      await createOperator(test(), who.email);
      const body = { passkey: { last: true } };
      expect(fieldCode(await call('DELETE', `/v1/passkeys/${id}`, { session, body }), 'base')).toBe(
        'operator_factor',
      );
      const alone = await call('POST', '/v1/sessions/passkey', {
        body: { session: { passkey: device.answer(await askForPasskey(test())) } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expect(alone.status).toBe(201);
    });

    it('opens by no link that was used, though the factor is gone again', async () => {
      const { email, token } = await newcomer();
      const attempt = totpAt(secretIn(await begin(token)), now());
      expect((await finish(token, { attempt, password: testPassword })).status).toBe(200);
      const stop = linkToken(await test().mailTo(email, /is on/));
      await call('POST', '/v1/client/tfa/stop', { body: { token: stop } });
      expect(await isEnrolled(email)).toBe(false);
      expect(fieldCode(await begin(token), 'token')).toBe('used_link');
    });
  });
});
