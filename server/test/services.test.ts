import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, instantOf, seconds } from '../src/kernel/clock.ts';
import { platformJournal } from '../src/platform/journal/append.ts';
import { type CallOptions, onEachDatabase, type Person } from './harness.ts';
import { expectError, fieldCode, journalOf, journalTypes, snapshot } from './observe.ts';
import { runCommand } from './run-command.ts';
import { issuer, jwtOf, makeToken } from './tokens.ts';
import { enableTotp } from './totp.ts';

onEachDatabase(
  'the platform’s machines',
  (test) => {
    beforeEach(() => test().clock.advance(hours(1)));

    /** What an operator types, and what is said. */
    const loge = async (...typed: string[]) => {
      const { code, said } = await runCommand(test().app.ctx, 'service', ...typed);
      expect(code).toBe(0);
      return said;
    };
    const optionsIn = (options: Record<string, string>) =>
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    let count = 0;
    const make = async (options: Record<string, string> = { scopes: 'apps:write' }) => {
      const name = `front-${count++}`;
      const said = await loge('create', name, ...optionsIn(options));
      return { name, secret: said.at(-1) ?? '', said };
    };
    const whoAmI = (secret: string) => test().call('GET', '/v1/services/self', { bearer: secret });
    const works = async (secret: string) => (await whoAmI(secret)).status === 200;

    describe('have credentials', () => {
      it('with scopes, audiences and an end, that they can ask for', async () => {
        const { name, secret, said } = await make({
          scopes: 'ssh:lookup, tokens:introspect',
          audiences: 'git api',
          days: '30',
        });
        expect(secret).toMatch(/^loge-svc-[\w-]{48}$/);
        expect(said[0]).toContain('ssh:lookup, tokens:introspect');
        expect((await whoAmI(secret)).body).toEqual({
          service: {
            id: expect.any(String),
            name,
            scopes: ['ssh:lookup', 'tokens:introspect'],
            audiences: ['git', 'api'],
            expires_at: instantOf(test().clock.now() + days(30)),
          },
        });
        const listed = (await loge('list')).join('\n');
        expect(listed).toContain(name);
        expect(listed).not.toContain(secret);
        const rows = await test().app.ctx.reader.selectFrom('service_credentials').selectAll().execute();
        expect(JSON.stringify(rows)).not.toContain(secret.slice(9));
        expect(await journalTypes(test().app, platformJournal)).toContain('service_created');
      });

      it.each<[string[], Record<string, string>, RegExp]>([
        [[], { scopes: 'apps:write' }, /service create <name>/],
        [['x'], {}, /service create <name>/],
        [['x'], { scopes: 'apps:everything' }, /there is no scope "apps:everything"/],
        // A member's scope is none of a machine's.
        [['x'], { scopes: 'keys:read' }, /there is no scope/],
        [['x'], { scopes: 'apps:write', days: '3651' }, /--days must be a whole number/],
      ])('are not made of %j %j', async (args, options, words) => {
        const before = await snapshot(test().app);
        await expect(loge('create', ...args, ...optionsIn(options))).rejects.toThrow(words);
        expect(await snapshot(test().app)).toEqual(before);
      });

      it('of one name once', async () => {
        const { name } = await make();
        await expect(loge('create', name, '--scopes', 'apps:write')).rejects.toThrow(/already/);
      });

      // ASVS 13.2.1
      it('that end, and are renewed for as long, ended or not', async () => {
        const { name, secret } = await make({ scopes: 'apps:write', days: '10' });
        test().clock.advance(days(10) - 1);
        expect(await works(secret)).toBe(true);
        test().clock.advance(1);
        expectError(await whoAmI(secret), 'not_authenticated');
        expect((await loge('list')).join('\n')).toMatch(new RegExp(`${name} .*expired`));
        const renewed = (await loge('renew', name)).at(-1) ?? '';
        expect((await whoAmI(renewed)).body.service.expires_at).toBe(
          instantOf(test().clock.now() + days(10)),
        );
        expect(await works(secret)).toBe(false);
      });

      it('renewed with overlap are good by both secrets until the deadline', async () => {
        const { name, secret } = await make();
        const renewed = (await loge('renew', name, '--overlap', '3600')).at(-1) ?? '';
        test().clock.advance(seconds(3599));
        expect([await works(secret), await works(renewed)]).toEqual([true, true]);
        test().clock.advance(seconds(1));
        expect([await works(secret), await works(renewed)]).toEqual([false, true]);
        const third = (await loge('renew', name, '--overlap', '0')).at(-1) ?? '';
        expect([await works(renewed), await works(third)]).toEqual([false, true]);
      });

      it('revoked are refused at the next request, both secrets of an overlap', async () => {
        const { name, secret } = await make();
        const renewed = (await loge('renew', name, '--overlap', '3600')).at(-1) ?? '';
        await loge('revoke', name);
        expect([await works(secret), await works(renewed)]).toEqual([false, false]);
        await expect(loge('revoke', name)).rejects.toThrow(/there is no service/);
        await expect(loge('renew', name)).rejects.toThrow(/there is no service/);
        expect((await loge('list')).join('\n')).not.toContain(name);
      });

      // ASVS 8.2.1, 13.2.2
      it('that open what their scopes say, and nothing else', async () => {
        const lookup = await make({ scopes: 'ssh:lookup' });
        const apps = await make({ scopes: 'apps:write' });
        const call = (method: string, path: string, bearer: string, body: unknown) =>
          test().call(method, path, { bearer, body });
        const app = { name: 'x', owner: 'nobody' };
        expectError(await call('PUT', '/v1/admin/apps/ap-x', lookup.secret, app), 'scope_missing');
        expectError(await call('DELETE', '/v1/admin/apps/ap-x', lookup.secret, {}), 'scope_missing');
        expectError(await call('POST', '/v1/introspect', apps.secret, { token: 'x' }), 'scope_missing');
        for (const path of ['/v1/users/self', '/v1/tokens', '/v1/account/applications'])
          expectError(await test().call('GET', path, { bearer: apps.secret }), 'not_authenticated');
        for (const wrong of [`${apps.secret}x`, apps.secret.slice(0, -1), `loge-svc-${'A'.repeat(48)}`])
          expectError(await whoAmI(wrong), 'not_authenticated');
        expectError(
          await test().call('GET', '/v1/services/self', { basic: `:${apps.secret}` }),
          'not_authenticated',
        );
      });
    });

    describe('register applications', () => {
      let owner: Person;
      beforeEach(async () => {
        owner = await test().person();
      });
      const put = (by: CallOptions, id: string, app: unknown, more: CallOptions = {}) =>
        test().call('PUT', `/v1/admin/apps/${id}`, { ...by, ...more, body: { app } });
      const remove = (by: CallOptions, id: string) => test().call('DELETE', `/v1/admin/apps/${id}`, by);
      const machine = async (): Promise<CallOptions> => ({ bearer: (await make()).secret });
      const operator = async (person: Person) => {
        await test().app.database.transaction((writer) =>
          writer
            .updateTable('accounts')
            .set({ operator_since: '2026-11-23T12:00:00.000Z' })
            .where('id', '=', person.id)
            .execute(),
        );
      };

      it('by name, owner, address and whether they hold health data; again when something changed', async () => {
        const by = await machine();
        const first = await put(by, 'ap-shop', {
          name: 'shop',
          owner: owner.email,
          url: 'https://dash.example.test/shop',
        });
        expect([first.status, first.body]).toEqual([
          200,
          {
            app: {
              id: 'ap-shop',
              name: 'shop',
              url: 'https://dash.example.test/shop',
              owner: { id: owner.id, username: owner.username },
              hds: false,
              registered_at: instantOf(test().clock.now()),
            },
          },
        ]);
        for (const named of [owner.id, owner.username, owner.email.toUpperCase()]) {
          const again = await put(by, 'ap-shop', { name: 'shop 2', owner: named, hds: true });
          expect(again.body.app).toMatchObject({ name: 'shop 2', url: null, hds: true });
          expect(again.body.app.registered_at).toBe(first.body.app.registered_at);
        }
        const session = await test().signIn(owner);
        const { body } = await test().call('GET', '/v1/account/applications', { session });
        expect(body.applications).toEqual([{ id: 'ap-shop', name: 'shop 2', url: null, hds: true }]);
        const gone = await remove(by, 'ap-shop');
        expect([gone.status, gone.body]).toEqual([204, '']);
        const twice = await remove(by, 'ap-shop');
        expectError(twice, 'not_found');
        expect(twice.body.resource).toBe('application');
      });

      it.each<[Record<string, unknown>, string, string]>([
        [{ owner: 'x' }, 'name', 'missing'],
        [{ name: 'x' }, 'owner', 'missing'],
        [{ name: 'x', owner: 'nobody.at.all' }, 'owner', 'unknown_owner'],
        [{ name: 'x', owner: 'x\u0000' }, 'owner', 'control_characters'],
        [{ name: 'x', owner: 'x', url: 'javascript:alert(1)' }, 'url', 'invalid'],
        [{ name: 'x', owner: 'x', hds: 'yes' }, 'hds', 'invalid_type'],
        [{ name: 'x', owner: 'x', suspended: true }, 'suspended', 'unknown_field'],
      ])('not of %j', async (app, field, code) => {
        expect(fieldCode(await put(await machine(), 'ap-x', app), field)).toBe(code);
      });

      it('and so do operators with a second factor, by page and by their full token', async () => {
        const staff = await test().person();
        const enrolled = await enableTotp(test(), staff);
        await operator(staff);
        const by: CallOptions = { session: enrolled.session };
        expect((await put(by, 'ap-by-page', { name: 'x', owner: owner.username })).status).toBe(200);
        expect((await remove(by, 'ap-by-page')).status).toBe(204);
        const otp = { 'x-authorization-otp': enrolled.codes[0] ?? '' };
        const made = await test().call('POST', '/v1/tokens', {
          basic: `${staff.username}:${staff.password}`,
          headers: otp,
          body: { token: { name: 'staff' } },
        });
        const bearer = await jwtOf(test(), made.body.token.token);
        expect((await put({ bearer }, 'ap-by-token', { name: 'x', owner: owner.username })).status).toBe(200);
        expect((await remove({ bearer }, 'ap-by-token')).status).toBe(204);
      });

      // ASVS 6.3.3, 8.2.1
      it('but nobody else: members, operators without a second factor, limited tokens, other sites', async () => {
        const staff = await test().person();
        await operator(staff);
        const plain: CallOptions[] = [
          { session: await test().signIn(owner) },
          { bearer: (await test().bearer(owner)).jwt },
          { session: await test().signIn(staff) },
          { bearer: (await test().bearer(staff)).jwt },
        ];
        await put(await machine(), 'ap-kept', { name: 'kept', owner: owner.username });
        const app = { name: 'taken', owner: staff.username };
        await test().drain();
        const untouched = await snapshot(test().app);
        for (const by of plain) {
          expectError(await put(by, 'ap-kept', app), 'operators_only');
          expectError(await remove(by, 'ap-kept'), 'operators_only');
        }
        expect(await snapshot(test().app)).toEqual(untouched);
        const colleague = await test().person();
        const enrolled = await enableTotp(test(), colleague);
        await operator(colleague);
        const full = await test().call('POST', '/v1/tokens', {
          session: enrolled.session,
          body: { token: { name: 'full' } },
        });
        const limited = await test().call('POST', '/v1/tokens', {
          session: enrolled.session,
          body: { token: { name: 'limited', scopes: ['account:read', 'account:write', 'tokens:write'] } },
        });
        const narrow = { scope: 'account:write', audience: [issuer] };
        const restricted: CallOptions[] = [
          { bearer: await jwtOf(test(), limited.body.token.token) },
          { bearer: await jwtOf(test(), full.body.token.token, narrow) },
        ];
        await test().drain();
        const before = await snapshot(test().app);
        for (const by of restricted) {
          expectError(await put(by, 'ap-kept', app), 'scope_missing');
          expectError(await remove(by, 'ap-kept'), 'scope_missing');
        }
        const foreign = { headers: { 'sec-fetch-site': 'cross-site' } };
        expectError(await put({ session: enrolled.session }, 'ap-kept', app, foreign), 'cross_site');
        for (const by of [{}, { basic: `${staff.username}:${staff.password}` }])
          expectError(await put(by, 'ap-kept', app), 'not_authenticated');
        expect(await snapshot(test().app)).toEqual(before);
      });

      it('transferred are journaled on both chains, and gone on their owner’s', async () => {
        const by = await machine();
        const next = await test().person();
        await put(by, 'ap-moving', { name: 'moving', owner: owner.username });
        const marks = async (person: Person) =>
          (await journalOf(test().app, person.id))
            .map(({ type }) => type)
            .filter((type) => type.startsWith('application_'));
        expect(await marks(owner)).toEqual(['application_registered']);
        await put(by, 'ap-moving', { name: 'moving', owner: next.username });
        expect(await marks(owner)).toEqual(['application_registered', 'application_removed']);
        expect(await marks(next)).toEqual(['application_registered']);
        // Who did it stands there, by the id of the credential.
        const rows = await test()
          .app.ctx.reader.selectFrom('journal')
          .select('actor')
          .where('account_id', '=', next.id)
          .where('type', '=', 'application_registered')
          .execute();
        expect(rows).toEqual([{ actor: expect.stringMatching(/^service:[0-9a-f-]{36}$/) }]);
        await remove(by, 'ap-moving');
        expect(await marks(owner)).toEqual(['application_registered', 'application_removed']);
        expect(await marks(next)).toEqual(['application_registered', 'application_removed']);
      });

      it('whose owner cannot be deleted before they are gone', async () => {
        const by = await machine();
        await put(by, 'ap-blocking', { name: 'blocking', owner: owner.username });
        const { secret } = await makeToken(test(), owner);
        const { body } = await test().call('GET', '/v1/users/self/deletion', {
          bearer: await jwtOf(test(), secret),
        });
        expect(body.deletion.owned_applications).toEqual([
          { id: 'ap-blocking', name: 'blocking', url: null },
        ]);
        await remove(by, 'ap-blocking');
      });
    });
  },
  { LOGE_THROTTLING: 'off' },
);
