import { describe, expect, it } from 'vitest';
import { linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { enableTotp } from '../../../../test/totp.ts';
import { days, hours, minutes, seconds } from '../../../kernel/clock.ts';

let count = 0;
const newAddress = () => `new${count++}@elsewhere.test`;

onEachDatabase(
  'changing the e-mail address',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const self = async (session: string) => (await call('GET', '/v1/users/self', { session })).body.user;
    const ask = (session: string, who: Person, email: string) =>
      call('PUT', '/v1/users/account', {
        session,
        body: { user: { email, current_password: who.password } },
      });
    const confirm = (session: string, token: string) =>
      call('POST', '/v1/users/email/confirm', { session, body: { token } });
    const cancel = (token: string) => call('POST', '/v1/users/email/cancel', { body: { token } });
    const undo = (token: string) => call('POST', '/v1/users/email/undo', { body: { token } });
    const confirmToken = async (email: string) => linkToken(await test().mailTo(email, /Confirm your new/));
    const cancelToken = async (email: string) => linkToken(await test().mailTo(email, /about to change/));
    const undoToken = async (email: string) => linkToken(await test().mailTo(email, /was changed/));
    const signIn = (login: string, password: string) =>
      call('POST', '/v1/sessions', {
        body: { session: { login, password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const asked = async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const email = newAddress();
      expect((await ask(session, who, email)).status).toBe(200);
      return { who, session, email };
    };
    const changed = async () => {
      const all = await asked();
      expect((await confirm(all.session, await confirmToken(all.email))).status).toBe(200);
      return all;
    };

    it('waits for the link, and the old address stays until then', async () => {
      const { who, session, email } = await asked();
      expect(await self(session)).toMatchObject({
        email: who.email,
        unconfirmed_email: email,
        confirmed: true,
      });
      const { body } = await call('GET', '/v1/users/self/email', { session });
      expect(body.email.pending).toEqual({
        address: email,
        requested_at: new Date(test().clock.now()).toISOString(),
        expires_at: new Date(test().clock.now() + hours(24)).toISOString(),
      });
      expect((await signIn(who.email, who.password)).status).toBe(201);
      expectError(await signIn(email, who.password), 'invalid_credentials');
      const done = await confirm(session, await confirmToken(email));
      expect(done.body.user).toMatchObject({ email, unconfirmed_email: null, confirmed: true });
      expect((await signIn(email, who.password)).status).toBe(201);
      expectError(await signIn(who.email, who.password), 'invalid_credentials');
      await test().mailTo(email, /now your e-mail address/);
    });

    it('the e-mail is never changed without telling the old address', async () => {
      const { who, session, email } = await asked();
      const warned = await test().mailTo(who.email, /about to change/);
      expect(warned.text).toContain(email);
      await confirm(session, await confirmToken(email));
      expect((await test().mailTo(who.email, /was changed/)).text).toContain(email);
      expect(await journalTypes(test().app, who.id)).toEqual(
        expect.arrayContaining(['email_change_requested', 'email_changed']),
      );
    });

    it('asks for the password by API, and takes a fresh session by page', async () => {
      const who = await test().person();
      const { jwt } = await test().bearer(who);
      const byApi = (body: object) =>
        call('PATCH', '/v1/account/profile', { bearer: jwt, body: { user: body } });
      expect(fieldCode(await byApi({ email: newAddress() }), 'current_password')).toBe('missing');
      expect(
        fieldCode(await byApi({ email: newAddress(), current_password: 'no' }), 'current_password'),
      ).toBe('wrong_password');
      const session = await test().signIn(who);
      const byPage = () =>
        call('PUT', '/v1/users/account', { session, body: { user: { email: newAddress() } } });
      expect((await byPage()).status).toBe(200);
      test().clock.advance(minutes(10));
      const late = await byPage();
      expect(fieldCode(late, 'current_password')).toBe('missing');
      // The methods are enough for the page to ask for the proof in place.
      expect(late.body.methods).toEqual(['password']);
      const proof = { proof: { password: who.password } };
      const proved = await call('POST', '/v1/sessions/current/proof', { session, body: proof });
      const [cookie = ''] = [proved.headers['set-cookie']].flat();
      const fresh = /__Host-loge_session=([^;]+)/.exec(String(cookie))?.[1] ?? '';
      const change = { session: fresh, body: { user: { email: newAddress() } } };
      expect((await call('PUT', '/v1/users/account', change)).status).toBe(200);
    });

    it('by API asks for the second factor where one is on', async () => {
      const who = await test().person();
      const { codes } = await enableTotp(test(), who);
      test().clock.advance(seconds(60));
      const { jwt } = await test().bearer(who, codes[0]);
      const user = { email: newAddress(), current_password: who.password };
      const change = (otp?: string) =>
        call('PUT', '/v1/users/account', {
          bearer: jwt,
          body: { user },
          ...(otp ? { headers: { 'x-authorization-otp': otp } } : {}),
        });
      expectError(await change(), 'otp_required');
      expectError(await change('000000'), 'otp_invalid');
      expect((await change(codes[1])).body.user.unconfirmed_email).toBe(user.email);
    });

    it('does not tell that the wanted address is somebody’s', async () => {
      const holder = await test().person();
      const who = await test().person();
      const session = await test().signIn(who);
      const response = await ask(session, who, holder.email);
      expect([response.status, response.body.user.unconfirmed_email]).toEqual([200, holder.email]);
      await test().mailTo(holder.email, /asked to use your address/);
      await expect(confirmToken(holder.email)).rejects.toThrow('no mail');
    });

    describe('its links', () => {
      it('open once, whole, in their time, for their account', async () => {
        const { session, email } = await asked();
        const token = await confirmToken(email);
        const stranger = await test().signIn(await test().person());
        expect(fieldCode(await confirm(stranger, token), 'token')).toBe('invalid_link');
        expect(fieldCode(await confirm(session, token.slice(1)), 'token')).toBe('invalid_link');
        expectError(await call('POST', '/v1/users/email/confirm', { body: { token } }), 'not_authenticated');
        expect((await confirm(session, token)).status).toBe(200);
        expect(fieldCode(await confirm(session, token), 'token')).toBe('used_link');
      });

      it('open from another browser once its owner signed in there, or by password', async () => {
        const { who, email } = await asked();
        const body = { token: await confirmToken(email) };
        const done = await call('POST', '/v1/users/email/confirm', {
          body,
          basic: `${who.username}:${who.password}`,
        });
        expect(done.status).toBe(200);
      });

      it('expire after a day, and nothing waits any more', async () => {
        const { who, email } = await asked();
        const token = await confirmToken(email);
        test().clock.advance(hours(24));
        const session = await test().signIn(who);
        expect(fieldCode(await confirm(session, token), 'token')).toBe('expired_link');
        await test().app.housekeeping.sweep();
        expect((await self(session)).unconfirmed_email).toBe(email);
        test().clock.advance(1);
        await test().app.housekeeping.sweep();
        expect((await self(session)).unconfirmed_email).toBeNull();
      });

      it('of an earlier request die with a later one', async () => {
        const { who, session, email } = await asked();
        const [token, stop] = [await confirmToken(email), await cancelToken(who.email)];
        await ask(session, who, newAddress());
        expect(fieldCode(await confirm(session, token), 'token')).toBe('used_link');
        expect(fieldCode(await cancel(stop), 'token')).toBe('used_link');
      });
    });

    it('is cancelled from the old address, and by the member', async () => {
      const { who, session, email } = await asked();
      const token = await confirmToken(email);
      expect((await cancel(await cancelToken(who.email))).status).toBe(200);
      expect((await self(session)).unconfirmed_email).toBeNull();
      expect(fieldCode(await confirm(session, token), 'token')).toBe('used_link');
      const again = newAddress();
      await ask(session, who, again);
      const other = await confirmToken(again);
      expect((await call('DELETE', '/v1/users/self/email/change', { session })).status).toBe(204);
      expect(fieldCode(await confirm(session, other), 'token')).toBe('used_link');
    });

    it('refuses an address that was taken while it waited, and changes nothing', async () => {
      const { who, session, email } = await asked();
      const token = await confirmToken(email);
      await test().person({ email, confirmed: false });
      expect(fieldCode(await confirm(session, token), 'email')).toBe('taken');
      expect((await self(session)).email).toBe(who.email);
    });

    describe('undone from the old address', () => {
      it('puts it back and throws out whoever was there', async () => {
        const { who, session, email } = await changed();
        const { secret } = await test().bearer({ ...who, email });
        await enableTotp(test(), { ...who, email });
        expect((await undo(await undoToken(who.email))).status).toBe(200);
        expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
        expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` }), 'not_authenticated');
        expectError(await signIn(email, who.password), 'invalid_credentials');
        expectError(await signIn(who.email, who.password), 'invalid_credentials');
        const token = linkToken(await test().mailTo(who.email, /new password/));
        const password = 'mine again, and only mine';
        await call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
        // The factor that was added since then is not asked for.
        expect((await signIn(who.email, password)).status).toBe(201);
      });

      it('keeps an older second factor, and tokens from before', async () => {
        const who = await test().person();
        const { codes } = await enableTotp(test(), who);
        test().clock.advance(seconds(60));
        const { secret } = await test().bearer(who, codes[0]);
        // Longer than a proof is good.
        test().clock.advance(minutes(11));
        const session = await enter(who, codes[1] ?? '');
        const email = newAddress();
        await ask(session, who, email);
        await confirm(session, await confirmToken(email));
        await undo(await undoToken(who.email));
        const token = linkToken(await test().mailTo(who.email, /new password/));
        const password = 'mine again, and only mine';
        await call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
        expectError(await signIn(who.email, password), 'otp_required');
        expect((await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` })).status).toBe(200);
      });

      it('works for a week, once', async () => {
        const { who } = await changed();
        const token = await undoToken(who.email);
        test().clock.advance(days(7));
        expect(fieldCode(await undo(token), 'token')).toBe('expired_link');
        const other = await changed();
        const good = await undoToken(other.who.email);
        expect((await undo(good)).status).toBe(200);
        expect(fieldCode(await undo(good), 'token')).toBe('used_link');
      });

      it('works though the thief moved on to a third address', async () => {
        const { who, session, email } = await changed();
        const third = newAddress();
        await ask(session, who, third);
        await confirm(session, await confirmToken(third));
        const thiefs = await undoToken(email);
        expect((await undo(await undoToken(who.email))).status).toBe(200);
        expectError(await signIn(third, who.password), 'invalid_credentials');
        // The thief's own link brings nothing back either.
        expect(fieldCode(await undo(thiefs), 'token')).toBe('used_link');
        const token = linkToken(await test().mailTo(who.email, /new password/));
        expect(token).toMatch(/^[\w-]{43}$/);
      });
    });

    it('of an address that nobody confirmed tells nobody there, and needs the link all the same', async () => {
      const who = await test().person({ confirmed: false });
      const session = await test().signIn(who);
      const email = newAddress();
      await ask(session, who, email);
      await expect(cancelToken(who.email)).rejects.toThrow('no mail');
      const old = linkToken(await test().mailTo(who.email, /onfirm/));
      const done = await confirm(session, await confirmToken(email));
      expect(done.body.user).toMatchObject({ email, confirmed: true });
      const late = await call('POST', '/v1/users/confirmation', { session, body: { token: old } });
      expect(fieldCode(late, 'token')).toBe('used_link');
      await expect(undoToken(who.email)).rejects.toThrow('no mail');
    });

    it('a reset link mailed to the old address dies with the change', async () => {
      const { who, session, email } = await asked();
      await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      const token = linkToken(await test().mailTo(who.email, /new password/));
      await confirm(session, await confirmToken(email));
      const body = { user: { token, password: 'set from the old address' } };
      expect(fieldCode(await call('PUT', '/v1/users/password/reset', { body }), 'token')).toBe('used_link');
    });

    async function enter(who: Person, otp: string): Promise<string> {
      const response = await call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, otp } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      return /__Host-loge_session=([\w-]+)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
    }
  },
  { LOGE_THROTTLING: 'off' },
);
