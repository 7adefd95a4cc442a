import { beforeEach, describe, expect, it } from 'vitest';
import { type Loose, onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { introspector, issuer, jwtOf, makeToken, ownApplication, platform } from '../../../test/tokens.ts';
import { days, hours, instantOf, minutes } from '../../kernel/clock.ts';
import { clientName } from './client-name.ts';
import { callMark, seenMark, useMark } from './use-queries.ts';

const api = 'https://api.example.test';
/** One exchange since the last mark. */
const once = { count: () => 1, written() {} };

onEachDatabase(
  'the uses of a token',
  (test) => {
    let who: Person;
    let session: string;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
      session = await test().signIn(who);
    });
    const now = () => instantOf(test().clock.now());
    const exchangeFrom = (secret: string, remoteIp: string, agent: string) =>
      test().call('POST', '/v1/tokens/exchange', {
        basic: `:${secret}`,
        remoteIp,
        headers: { 'user-agent': agent },
      });
    const usesOf = async (id: string, by: { session?: string; bearer?: string } = { session }) =>
      (await test().call('GET', `/v1/tokens/${id}/uses`, by)).body;
    /** Checks after the pending marks are written. */
    const eventually = async (check: () => Promise<void>) => {
      await test().app.flush();
      await check();
    };
    const list = async () => (await test().call('GET', '/v1/tokens', { session })).body.tokens;

    it('say who exchanged it, with what, how often; the last one stands in the token', async () => {
      const { id, secret } = await makeToken(test(), who);
      const first = now();
      await exchangeFrom(secret, '203.0.113.5', 'Scalingo CLI v1.27.2');
      await eventually(async () => expect((await usesOf(id)).uses).toHaveLength(1));
      for (let i = 0; i < 4; i++) await exchangeFrom(secret, '203.0.113.5', 'Scalingo CLI v1.27.2');
      test().clock.advance(minutes(1));
      await exchangeFrom(secret, '203.0.113.5', 'Scalingo CLI v1.27.2');
      test().clock.advance(1);
      const last = now();
      await exchangeFrom(secret, '2001:db8::7', 'curl/8.5.0');
      await eventually(async () =>
        expect((await usesOf(id)).uses).toEqual([
          { remote_ip: '2001:db8::7', client: 'curl/8.5.0', first_at: last, last_at: last, count: 1 },
          {
            remote_ip: '203.0.113.5',
            client: 'Scalingo CLI v1.27.2',
            first_at: first,
            last_at: instantOf(Date.parse(last) - 1),
            count: 6,
          },
        ]),
      );
      expect((await list())[0]).toMatchObject({
        last_used_at: last,
        last_used_from: { remote_ip: '2001:db8::7', client: 'curl/8.5.0' },
      });
    });

    it('say where a JWT was used that never came from there: uncounted, as exchanges are counted', async () => {
      const { id, secret } = await makeToken(test(), who);
      const jwt = (await exchangeFrom(secret, '203.0.113.5', 'ci/1')).body.token;
      const stolen = { bearer: jwt, remoteIp: '198.51.100.66', headers: { 'user-agent': 'thief/1' } };
      await test().call('GET', '/v1/users/self', stolen);
      await eventually(async () =>
        expect(
          (await usesOf(id)).uses.map(({ remote_ip, count }: Loose) => [remote_ip, count]).sort(),
        ).toEqual([
          ['198.51.100.66', 0],
          ['203.0.113.5', 1],
        ]),
      );
    });

    it('say what it called here, and what services said it did there', async () => {
      const a = await ownApplication(test(), who);
      const { id, secret } = await makeToken(test(), who);
      const bearer = await jwtOf(test(), secret);
      await test().call('GET', '/v1/users/self', { bearer });
      await test().call('GET', '/v1/tokens', { bearer });
      expectError(await test().call('GET', '/v1/tokens/nothing', { bearer }), 'not_found');
      const service = await introspector(test(), [api]);
      const introspect = (more: object) =>
        test().call('POST', '/v1/introspect', { bearer: service, body: { token: bearer, ...more } });
      await introspect({});
      await introspect({ scope: 'apps:deploy', application: a });
      await introspect({ application: a });
      const at = now();
      await eventually(async () => {
        const { called } = await usesOf(id);
        expect(called.sort((x: Loose, y: Loose) => (x.scope < y.scope ? -1 : 1))).toEqual([
          { scope: 'account:read', application: null, last_at: at },
          { scope: 'apps:deploy', application: a, last_at: at },
          { scope: 'tokens:read', application: null, last_at: at },
        ]);
      });
    });

    it('are not of calls that were refused', async () => {
      const { id, secret } = await makeToken(test(), who, { scopes: ['keys:read'] });
      const bearer = await jwtOf(test(), secret);
      expectError(await test().call('GET', '/v1/users/self', { bearer }), 'scope_missing');
      const other = await introspector(test(), ['elsewhere']);
      await test().call('POST', '/v1/introspect', {
        bearer: other,
        body: { token: bearer, scope: 'apps:deploy' },
      });
      await eventually(async () => expect((await usesOf(id)).uses).toHaveLength(1));
      expect((await usesOf(id)).called).toEqual([]);
    });

    it('name the live tokens that it made', async () => {
      const parent = await makeToken(test(), who);
      const child = await makeToken(test(), await jwtOf(test(), parent.secret), { name: 'child' });
      const deep = await makeToken(test(), await jwtOf(test(), child.secret), { name: 'deep' });
      const gone = await makeToken(test(), await jwtOf(test(), parent.secret), { name: 'gone' });
      await test().call('DELETE', `/v1/tokens/${gone.id}`, { session });
      const { descendants } = await usesOf(parent.id);
      expect(descendants.map(({ id, name }: Loose) => [id, name])).toEqual([
        [child.id, 'child'],
        [deep.id, 'deep'],
      ]);
    });

    it('are those of 30 days; swept after that', async () => {
      const { id, secret } = await makeToken(test(), who);
      const bearer = (await exchangeFrom(secret, '203.0.113.5', 'ci/1')).body.token;
      await test().call('GET', '/v1/users/self', { bearer });
      await eventually(async () => expect((await usesOf(id)).called).toHaveLength(1));
      test().clock.advance(days(30) - 1);
      session = await test().signIn(who);
      expect((await usesOf(id)).uses).toHaveLength(2);
      test().clock.advance(2);
      expect(await usesOf(id)).toMatchObject({ uses: [], called: [] });
      await test().app.housekeeping.sweep();
      for (const table of ['api_token_uses', 'api_token_calls'] as const) {
        const left = await test()
          .app.ctx.reader.selectFrom(table)
          .select('token_id')
          .where('token_id', '=', id)
          .execute();
        expect(left).toEqual([]);
      }
    });

    it('are shown of a token that ended, for as long as it is listed; never of another member’s', async () => {
      const { id, secret } = await makeToken(test(), who);
      await exchangeFrom(secret, '203.0.113.5', 'ci/1');
      await eventually(async () => expect((await usesOf(id)).uses).toHaveLength(1));
      await test().call('DELETE', `/v1/tokens/${id}`, { session });
      expect((await usesOf(id)).uses).toHaveLength(1);
      const stranger = await test().signIn(await test().person());
      expectError(await test().call('GET', `/v1/tokens/${id}/uses`, { session: stranger }), 'not_found');
    });

    it('are no more than 200 rows however many clients somebody invents', async () => {
      const { id } = await makeToken(test(), who);
      const at = (i: number) => instantOf(test().clock.now() + i);
      await test().app.database.transaction(async (writer) => {
        for (let i = 0; i < 230; i++) {
          await useMark({ tokenId: id, remoteIp: '', client: `c${i}` }, at(i), once)
            .begin()
            .apply(writer);
          await callMark({ tokenId: id, scope: `s${i}`, application: '' }, at(i)).apply(writer);
        }
      });
      const { uses, called } = await usesOf(id);
      expect([uses.length, called.length]).toEqual([200, 200]);
      expect([uses[0].client, called[0].scope]).toEqual(['c229', 's229']);
    });

    it('are not kept of a token that was erased meanwhile', async () => {
      const use = { tokenId: 'gone', remoteIp: '', client: '' };
      await test().app.database.transaction(async (writer) => {
        await useMark(use, now(), once).begin().apply(writer);
        await seenMark(use, now()).apply(writer);
        await callMark({ tokenId: 'gone', scope: 's', application: '' }, now()).apply(writer);
      });
      expect(
        await test()
          .app.ctx.reader.selectFrom('api_token_uses')
          .where('token_id', '=', 'gone')
          .selectAll()
          .execute(),
      ).toEqual([]);
    });

    describe('suggest a successor', () => {
      const called = async (calls: [string, string?][]) => {
        const made = await makeToken(test(), who);
        await test().app.database.transaction(async (writer) => {
          for (const [scope, application = ''] of calls)
            await callMark({ tokenId: made.id, scope, application }, now()).apply(writer);
        });
        return (await usesOf(made.id)).suggestion;
      };

      it('with the scopes that were called, and applications when every call that may need one named it', async () => {
        const [a, b] = [await ownApplication(test(), who), await ownApplication(test(), who)];
        expect(await called([])).toBeNull();
        expect(await called([['keys:read'], ['account:read']])).toEqual({
          scopes: ['account:read', 'keys:read'],
          applications: null,
        });
        expect(await called([['apps:read', b], ['apps:deploy', a], ['account:read']])).toEqual({
          scopes: ['account:read', 'apps:deploy', 'apps:read'],
          applications: [a, b].sort(),
        });
        // A call that named no application may have concerned any.
        expect(await called([['apps:read', b], ['apps:deploy']])).toEqual({
          scopes: ['apps:deploy', 'apps:read'],
          applications: null,
        });
        expect(await called([['apps:read', 'ap-of-nobody']])).toEqual({
          scopes: ['apps:read'],
          applications: null,
        });
      });

      it('never with a scope that cannot be given', async () => {
        expect(await called([['*'], ['invented']])).toBeNull();
        expect(await called([['*'], ['keys:read']])).toEqual({ scopes: ['keys:read'], applications: null });
      });

      it('that can be made as it stands', async () => {
        const a = await ownApplication(test(), who);
        const suggestion = await called([['apps:read', a], ['tokens:read']]);
        expect((await makeToken(test(), who, suggestion)).body).toMatchObject(suggestion);
      });

      it('only to a token with full access', async () => {
        const { id } = await makeToken(test(), who, { scopes: ['keys:read'] });
        await test().app.database.transaction((writer) =>
          callMark({ tokenId: id, scope: 'keys:read', application: '' }, now()).apply(writer),
        );
        expect(await usesOf(id)).toMatchObject({ called: [{ scope: 'keys:read' }], suggestion: null });
      });
    });

    it('say nothing of applications that whoever looks is limited not to see', async () => {
      const [a, b] = [await ownApplication(test(), who), await ownApplication(test(), who)];
      const { id } = await makeToken(test(), who, { scopes: ['apps:read'], applications: [a, b] });
      await test().app.database.transaction(async (writer) => {
        for (const application of [a, b])
          await callMark({ tokenId: id, scope: 'apps:read', application }, now()).apply(writer);
      });
      const limited = await makeToken(test(), who, { scopes: ['tokens:read'], applications: [a] });
      const bearer = await jwtOf(test(), limited.secret, { audience: [issuer] });
      expect(JSON.stringify(await usesOf(id, { bearer }))).not.toContain(b);
      expect(JSON.stringify((await test().call('GET', '/v1/tokens', { bearer })).body)).not.toContain(b);
      expect(JSON.stringify(await usesOf(id))).toContain(b);
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);

it.each([
  [null, null],
  ['', null],
  ['   ', null],
  ['Scalingo CLI v1.27.2', 'Scalingo CLI v1.27.2'],
  ['axios/1.6.2', 'axios/1.6.2'],
  ['terraform-provider-scalingo/2.3 (+https://example.test) go', 'terraform-provider-scalingo/2.3'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox/145.0'],
  [
    'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
    'Edg/142.0',
  ],
  [
    'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Chrome/142.0.0.0',
  ],
  ['<script>alert(1)</script>', 'scriptalert'],
  ['été\u202e\u0000\r\nx', 'tx'],
  ['x'.repeat(300), 'x'.repeat(80)],
])('a client that says %j is called %j', (given, name) => expect(clientName(given)).toBe(name));
