import { expect, it } from 'vitest';
import { Authenticator, addPasskey } from '../../../../test/authenticator.ts';
import {
  cookieSecret,
  linkToken,
  onEachDatabase,
  type Person,
  type TestResponse,
} from '../../../../test/harness.ts';
import { expectError } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { hours, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';
const fresh = 'another horse, another battery';

/** Somebody with an app, on a browser that is remembered with it, and what the change needs. */
interface Member {
  who: Person;
  readonly secret: string;
  readonly codes: readonly string[];
  /** Where the change is made; another browser's. */
  readonly session: string;
}

onEachDatabase(
  'a remembered browser',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const signIn = (who: Person, more: object = {}, headers: Record<string, string> = {}) =>
      call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, ...more } },
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
      });
    const ok = (response: TestResponse) => {
      expect(response.status, JSON.stringify(response.body)).toBeLessThan(300);
      return response;
    };
    const put = (session: string, user: object) =>
      call('PUT', '/v1/users/account', { session, body: { user } });
    const tick = () => test().clock.advance(seconds(30));
    const otp = ({ secret }: Member) => totpAt(secret, test().clock.now());
    const validate = (session: string, secret: string) =>
      call('POST', `${tfa}/validate`, {
        session,
        body: { tfa: { attempt: totpAt(secret, test().clock.now()) } },
      });
    const resetPassword = async (member: Member) => {
      const token = linkToken(await test().mailTo(member.who.email, /new password/));
      ok(await call('PUT', '/v1/users/password/reset', { body: { user: { token, password: fresh } } }));
      member.who = { ...member.who, password: fresh };
    };
    const changeAddress = async (member: Member) => {
      const email = `moved-${member.who.email}`;
      ok(await put(member.session, { email }));
      const token = linkToken(await test().mailTo(email, /Confirm your new/));
      ok(await call('POST', '/v1/users/email/confirm', { session: member.session, body: { token } }));
      return email;
    };
    /** A second factor that stays while the app goes, and is asked for. */
    const withPasskey = async (member: Member) => {
      const { id } = await addPasskey(test(), member.who, new Authenticator(), member.session);
      return id;
    };

    const trusted = (accountId: string) =>
      test()
        .app.ctx.reader.selectFrom('browsers')
        .select('trusted_until')
        .where('account_id', '=', accountId)
        .where('trusted_until', 'is not', null)
        .execute();

    interface Change {
      /** What must be there first; it is over before the browser is remembered. */
      readonly before?: (member: Member) => Promise<unknown>;
      readonly make: (member: Member, before: unknown) => Promise<unknown>;
      /** What it takes to be asked for a second factor again. */
      readonly after?: (member: Member) => Promise<unknown>;
    }
    const changes: Readonly<Record<string, Change>> = {
      'the password': {
        async make(member) {
          ok(await put(member.session, { password: fresh, current_password: member.who.password }));
          member.who = { ...member.who, password: fresh };
        },
      },
      'a password reset': {
        async make(member) {
          ok(await call('POST', '/v1/users/password/reset', { body: { user: { email: member.who.email } } }));
          await resetPassword(member);
        },
      },
      'the address': {
        async make(member) {
          member.who = { ...member.who, email: await changeAddress(member) };
        },
      },
      'an address that is put back': {
        async before(member) {
          const email = await changeAddress(member);
          const former = member.who.email;
          member.who = { ...member.who, email };
          return former;
        },
        async make(member, former) {
          const email = String(former);
          const token = linkToken(await test().mailTo(email, /was changed/));
          ok(await call('POST', '/v1/users/email/undo', { body: { token } }));
          member.who = { ...member.who, email };
        },
        async after(member) {
          await resetPassword(member);
          // The app went with the session that asked for the other address.
          await enableTotp(test(), member.who);
        },
      },
      'an app that is turned on': {
        // The passkey is the factor that the browser was remembered with.
        async before(member) {
          await withPasskey(member);
          ok(await call('DELETE', tfa, { session: member.session, body: { tfa: { attempt: otp(member) } } }));
        },
        async make({ session }) {
          ok(await validate(session, await beginTotp(test(), session)));
        },
      },
      'an app that is turned off': {
        before: withPasskey,
        async make(member) {
          tick();
          ok(await call('DELETE', tfa, { session: member.session, body: { tfa: { attempt: otp(member) } } }));
        },
      },
      'an enabling that is stopped': {
        async make(member) {
          const token = linkToken(await test().mailTo(member.who.email, /is on/));
          ok(await call('POST', `${tfa}/stop`, { body: { token } }));
        },
        async after(member) {
          await resetPassword(member);
          await enableTotp(test(), member.who);
        },
      },
      'recovery codes': {
        make: async ({ session }) => ok(await call('POST', `${tfa}/codes`, { session, body: {} })),
      },
      'a passkey that is added': { make: withPasskey },
      'a passkey that is removed': {
        before: withPasskey,
        make: async ({ session }, id) =>
          ok(await call('DELETE', `/v1/passkeys/${id}`, { session, body: { passkey: {} } })),
      },
      'all other access': {
        make: async ({ session }) =>
          ok(await call('POST', '/v1/users/self/revocation', { session, body: {} })),
      },
      'an operator’s removal of the factors': {
        async make(member) {
          await runCommand(
            test().app.ctx,
            'member',
            'reset-2fa',
            member.who.email,
            '--reason',
            'lost the phone',
          );
          test().clock.advance(hours(24));
          await test().drain();
        },
        after: (member) => enableTotp(test(), member.who),
      },
    };

    it.each(Object.entries(changes))('is asked again after a change of: %s', async (_what, change) => {
      const who = await test().person();
      const app = await enableTotp(test(), who);
      const member: Member = { who, ...app };
      test().clock.advance(seconds(60));
      const before = await change.before?.(member);
      tick();
      // A recovery code does for whichever factor is on by now.
      const codes = ok(await call('POST', `${tfa}/codes`, { session: member.session, body: {} })).body.tfa
        .codes;
      const first = ok(await signIn(member.who, { otp: codes[0], remember: true }));
      const cookie = { cookie: `__Host-loge_browser=${browserCookie(first)}` };
      const spared = ok(await signIn(member.who, {}, cookie));
      expect(cookieSecret(spared)).not.toBe('');
      await change.make(member, before);
      expect(await trusted(member.who.id)).toEqual([]);
      await change.after?.(member);
      expectError(await signIn(member.who, {}, cookie), 'otp_required');
    });
  },
  { LOGE_THROTTLING: 'off' },
);

const browserCookie = ({ headers }: TestResponse): string =>
  /__Host-loge_browser=([\w-]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
