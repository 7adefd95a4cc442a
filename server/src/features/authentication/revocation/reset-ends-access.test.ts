import { beforeEach, describe, expect, it } from 'vitest';
import { Authenticator, addPasskey } from '../../../../test/authenticator.ts';
import { type Loose, linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import { newSshKey } from '../../../../test/ssh-key-maker.ts';
import { breakIn, waysIn } from '../../../../test/thief.ts';
import { jwtOf, makeToken } from '../../../../test/tokens.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { days, hours, minutes } from '../../../kernel/clock.ts';

const mine = 'mine again, and only mine';
const nothing = { api_tokens: [], ssh_keys: [], passkeys: [], authenticator: false, recovery_codes: false };

onEachDatabase(
  'a reset by mail',
  (test) => {
    beforeEach(() => test().clock.advance(hours(1)));
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const linkFor = async ({ email }: Person) => {
      await call('POST', '/v1/users/password/reset', { body: { user: { email } } });
      return linkToken(await test().mailTo(email, /Choose a new password/));
    };
    const open = (token: string) => call('POST', '/v1/users/password/reset/link', { body: { token } });
    const reset = (token: string, keep?: Loose, password = mine) =>
      call('PUT', '/v1/users/password/reset', { body: { user: { token, password, keep } } });
    const listed = async (token: string): Promise<Loose> => (await open(token)).body.reset;
    const kinds = async (token: string) =>
      (await listed(token)).access.map(({ kind, name, lately }: Loose) => [kind, name, lately]);
    const addKey = async (session: string, name: string): Promise<string> => {
      const body = { key: { name, content: newSshKey().line } };
      return (await call('POST', '/v1/keys', { session, body })).body.key.id;
    };

    it('lists what was made lately, and ends it in the same act', async () => {
      const who = await test().person();
      const thief = await breakIn(test(), who);
      expect(await waysIn(test(), thief)).toEqual([
        'cookie',
        'bearer',
        'token',
        'key',
        'passkey',
        'provider',
      ]);
      const token = await linkFor(who);
      const before = await snapshot(test().app);
      const { access, ...facts } = await listed(token);
      // Looking changes nothing, and tells no network address: no second factor was asked for.
      expect(await snapshot(test().app)).toEqual(before);
      expect(JSON.stringify([access, facts])).not.toContain('127.0.0.1');
      expect(facts).toEqual({
        username: who.username,
        email: who.email,
        sessions: 2,
        trusted_browsers: 0,
        pending_email: null,
        factor_stays: false,
      });
      expect(access.map(({ kind, name, lately }: Loose) => [kind, name, lately])).toEqual(
        expect.arrayContaining([
          ['api_token', 'thief token', true],
          ['ssh_key', 'thief key', true],
          ['passkey', expect.anything(), true],
          ['identity', `GitLab (${thief.gitLab})`, true],
        ]),
      );
      expect((await reset(token, nothing)).status).toBe(200);
      expect(await waysIn(test(), thief)).toEqual([]);
      // With their passkey went the second factor: the owner's new password is enough.
      expect(await test().signIn({ ...who, password: mine })).toMatch(/^[\w-]{43}$/);
      const told = await test().mailTo(who.email, /Access to your account has ended/);
      for (const name of ['thief token', 'thief key', thief.gitLab]) expect(told.text).toContain(name);
      expect(await journalTypes(test().app, who.id)).toEqual(
        expect.arrayContaining([
          'access_ended',
          'delete_token',
          'key_disabled',
          'passkey_removed',
          'identity_removed',
        ]),
      );
    });

    it('ends what a stranger made after its owner had looked, and keeps what is named', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const [deploys, key] = [
        await makeToken(test(), who, { name: 'deploys' }),
        await addKey(session, 'mine'),
      ];
      const token = await linkFor(who);
      const { access } = await listed(token);
      const idsOf = (kind: string) =>
        access.filter((one: Loose) => one.kind === kind).map(({ id }: Loose) => id);
      const keep = { ...nothing, api_tokens: idsOf('api_token'), ssh_keys: idsOf('ssh_key') };
      expect(keep).toMatchObject({ api_tokens: [deploys.id], ssh_keys: [key] });
      test().clock.advance(1); // Keys are listed oldest first.
      const thief = await breakIn(test(), who);
      expect((await reset(token, keep)).status).toBe(200);
      expect(await waysIn(test(), thief)).toEqual([]);
      const again = { ...who, password: mine };
      expect((await call('POST', '/v1/tokens/exchange', { basic: `:${deploys.secret}` })).status).toBe(200);
      const { keys } = (await call('GET', '/v1/keys', { session: await test().signIn(again) })).body;
      expect(keys.map(({ name, disabled_at }: Loose) => [name, disabled_at !== null]).sort()).toEqual([
        ['mine', false],
        ['thief key', true],
      ]);
    });

    it('ends nothing more than before for a client that does not say what stays', async () => {
      const who = await test().person();
      const { secret } = await makeToken(test(), who);
      expect((await reset(await linkFor(who))).status).toBe(200);
      expect((await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` })).status).toBe(200);
    });

    it('offers older things too, as older; a renewed token is as new as its secret', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      await makeToken(test(), who, { name: 'old' });
      const renewed = await makeToken(test(), who, { name: 'renewed' });
      await addKey(session, 'old key');
      test().clock.advance(days(31));
      const bearer = await jwtOf(test(), renewed.secret);
      const renewal = await call('PATCH', `/v1/tokens/${renewed.id}/renew`, { bearer, body: {} });
      expect(renewal.status).toBe(200);
      const [first, ...rest] = await kinds(await linkFor(who));
      expect(first).toEqual(['api_token', 'renewed', true]);
      expect(rest.sort()).toEqual([
        ['api_token', 'old', false],
        ['ssh_key', 'old key', false],
      ]);
    });

    it('says that a link is dead before a password is typed', async () => {
      const who = await test().person();
      const token = await linkFor(who);
      expect(fieldCode(await open(`${token}x`), 'token')).toBe('invalid_link');
      test().clock.advance(minutes(60));
      expect(fieldCode(await open(token), 'token')).toBe('expired_link');
      const second = await linkFor(who);
      expect((await reset(second)).status).toBe(200);
      expect(fieldCode(await open(second), 'token')).toBe('used_link');
    });

    it('tells nothing of an account that nobody confirmed: all of it goes', async () => {
      const hijacker = await test().person({ confirmed: false });
      await enableTotp(test(), hijacker);
      const token = await linkFor(hijacker);
      expect(await listed(token)).toMatchObject({ access: [], sessions: 0, factor_stays: false });
      expect((await reset(token, nothing)).status).toBe(200);
      expect(await test().signIn({ ...hijacker, password: mine })).toMatch(/^[\w-]{43}$/);
    });

    describe('and second factors', () => {
      const signIn = (who: Person, otp?: string) =>
        call('POST', '/v1/sessions', {
          body: { session: { login: who.username, password: mine, otp } },
          headers: { 'sec-fetch-site': 'same-origin' },
        });

      it('ends an app that was set up within the week, and then asks for the longer password', async () => {
        const who = await test().person();
        await enableTotp(test(), who);
        const token = await linkFor(who);
        expect(await kinds(token)).toEqual(expect.arrayContaining([['authenticator', null, true]]));
        expect(fieldCode(await reset(token, nothing, 'only eleven'), 'password')).toBe('password_too_short');
        expect((await reset(token, nothing)).status).toBe(200);
        expect((await signIn(who)).status).toBe(201);
      });

      // ASVS 6.4.3
      it('does not get past one that has been there for a week, whatever it asks for', async () => {
        const who = await test().person();
        const { secret } = await enableTotp(test(), who);
        test().clock.advance(days(7));
        const token = await linkFor(who);
        expect((await listed(token)).factor_stays).toBe(true);
        expect(await kinds(token)).not.toContainEqual(expect.arrayContaining(['authenticator']));
        expect((await reset(token, nothing)).status).toBe(200);
        expectError(await signIn(who), 'otp_required');
        expect((await signIn(who, totpAt(secret, test().clock.now()))).status).toBe(201);
      });

      it('ends those that came after it', async () => {
        const who = await test().person();
        const { secret } = await enableTotp(test(), who);
        test().clock.advance(days(8));
        const again = await call('POST', '/v1/sessions', {
          body: {
            session: {
              login: who.username,
              password: who.password,
              otp: totpAt(secret, test().clock.now()),
            },
          },
          headers: { 'sec-fetch-site': 'same-origin' },
        });
        const cookie = /loge_session=([\w-]+)/.exec(String(again.headers['set-cookie']))?.[1] ?? '';
        await addPasskey(test(), who, new Authenticator(), cookie);
        test().clock.advance(days(9));
        const token = await linkFor(who);
        expect((await kinds(token)).map(([kind]: string[]) => kind)).toEqual(['passkey']);
        expect((await reset(token, nothing)).status).toBe(200);
        const refused = await signIn(who);
        expectError(refused, 'otp_required');
        expect(refused.body.methods).toEqual(['totp', 'recovery_code']);
      });
    });
  },
  { LOGE_THROTTLING: 'off' },
);
