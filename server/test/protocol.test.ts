import { gzipSync } from 'node:zlib';
import {
  basicKinds,
  type CredentialKind,
  declaredErrors,
  type EventType,
  type errors,
  mutates,
  type Route,
  routes,
  serviceScopes,
} from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createService } from '../src/features/services/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import { type CallOptions, onEachDatabase, type Person, type TestApp, type TestResponse } from './harness.ts';
import { expectError, journalOf, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';

const served = routes.filter((route) => !route.demoOnly);
const changing = served.filter(mutates);
const guarded = served.filter((route) => route.auth.by.length > 0);
const byId = (list: readonly Route[]) => list.map((route) => [route.id, route] as const);

/** As the list of routes says it, with any parameter filled by a value that names nothing. */
const anyPath = (route: Route) => route.path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');

const send = (test: TestApp, route: Route, path: string, options: CallOptions) =>
  test.call(route.method, path, options);

/** An error that the route says it may answer with. */
function expectDeclared(route: Route, response: TestResponse): void {
  const code = expectError(response);
  expect(declaredErrors(route), `${route.id}: ${JSON.stringify(response.body)}`).toContain(code);
}

/** What no route of the platform's machines refuses. */
const everyService = { name: 'everything', scopes: serviceScopes, audiences: [], expiresAt: null };

async function credentials(test: TestApp, person: Person): Promise<Record<CredentialKind, CallOptions>> {
  const { jwt, secret } = await test.bearer(person);
  const machine = (await createService(test.app.ctx, commandActor('test'), everyService)).secret;
  return {
    session: { session: await test.signIn(person) },
    bearer: { bearer: jwt },
    password: { basic: `${person.email}:${person.password}` },
    token: { basic: `:${secret}` },
    service: { bearer: machine },
    client: { basic: `${everyService.name}:${machine}` },
  };
}

onEachDatabase(
  'every route',
  (test) => {
    // ASVS 8.2.3, 15.3.1
    it.each(byId(served))('%s answers its status and schema, and writes its events', async (_id, route) => {
      const { path, options, owner } = await exampleOf(test(), route);
      await test().drain();
      const before = new Set((await journalOf(test().app)).map(({ id }) => id));
      const response = await send(test(), route, path, options);
      expect(response.status, JSON.stringify(response.body)).toBe(route.status);
      expect(response.headers['x-request-id']).toMatch(/^[\w-]{8,64}$/);
      if (route.reply === null) expect(response.body).toBe('');
      // Parsing drops what the schema does not name: equality means that nothing else was answered.
      else expect(z.parse(route.reply, response.body)).toEqual(response.body);
      await test().drain();
      const written = (await journalOf(test().app)).filter(({ id }) => !before.has(id));
      expectRecorded(
        route,
        written.map(({ type }) => type),
      );
      if (owner) expect(JSON.stringify(response.body)).not.toContain(owner.password);
    });

    const demanded = guarded.filter(({ auth }) => !auth.optional);
    // ASVS 8.2.1, 8.3.1
    it.each(byId(demanded))('%s wants credentials', async (_id, route) => {
      const response = await send(test(), route, anyPath(route), {});
      expectError(response, 'not_authenticated');
      const basic = route.auth.by.some((kind) => basicKinds.includes(kind));
      expect(String(response.headers['www-authenticate'])).toBe(
        basic ? 'Basic realm="loge", charset="UTF-8"' : 'Bearer realm="loge"',
      );
      // A browser would open a dialog of its own.
      for (const name of ['sec-fetch-site', 'origin', 'cookie']) {
        const asked = await send(test(), route, anyPath(route), { headers: { [name]: 'none' } });
        expect(String(asked.headers['www-authenticate'])).not.toContain('Basic');
      }
      const expired = await send(test(), route, anyPath(route), { bearer: 'no.good.jwt' });
      expect(String(expired.headers['www-authenticate'])).toContain(
        'Bearer realm="loge", error="invalid_token"',
      );
    });

    // ASVS 6.3.4, 7.2.1, 8.2.1
    it.each(byId(guarded))('%s takes its own kinds of credential only', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { session: _, bearer: __, basic: ___, ...bare } = options;
      const person = await test().person();
      const all = Object.entries(await credentials(test(), person)) as [CredentialKind, CallOptions][];
      const before = await snapshot(test().app);
      for (const [kind, credential] of all.filter(([kind]) => !route.auth.by.includes(kind))) {
        const response = await send(test(), route, path, { ...bare, ...credential });
        expect([kind, expectError(response)]).toEqual([kind, 'not_authenticated']);
      }
      for (const credential of [
        { bearer: 'not.a.jwt' },
        { session: 'nothing' },
        { basic: ':tk-us-nothing' },
        { headers: { authorization: 'Digest x' } },
        { headers: { authorization: 'Basic !!!' } },
        { headers: { authorization: 'Bearer' } },
      ]) {
        const response = await send(test(), route, path, { ...bare, ...credential });
        expectError(response, 'not_authenticated');
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    const byCookie = changing.filter(({ auth }) => auth.by.includes('session') || auth.sameOrigin);
    // ASVS 3.5.1, 3.5.2
    it.each(byId(byCookie))('%s by cookie must come from our own pages', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { headers: _, ...rest } = options;
      const cookie: Record<string, string> = rest.session ? { cookie: test().cookieOf(rest.session) } : {};
      const { session: __, ...bare } = rest;
      const before = await snapshot(test().app);
      const foreign: Record<string, string>[] = [
        {},
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'none' },
        { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:4310' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://localhost:4310.evil.example' },
      ];
      if (rest.session || route.auth.sameOrigin) {
        for (const headers of foreign) {
          const response = await send(test(), route, path, { ...bare, headers: { ...cookie, ...headers } });
          expectError(response, 'cross_site');
        }
      }
      expect(await snapshot(test().app)).toEqual(before);
      const fromOrigin = { ...cookie, origin: 'http://localhost:4310' };
      if (rest.session || route.auth.sameOrigin) {
        const response = await send(test(), route, path, { ...bare, headers: fromOrigin });
        expect(response.status, JSON.stringify(response.body)).toBe(route.status);
      }
    });

    const withParameters = served.filter((route) => route.params && !route.auth.operator);
    // ASVS 8.2.2
    it.each(byId(withParameters))("%s does not find another account's", async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const sent = options.body === undefined ? {} : { body: options.body };
      const stranger = await test().person();
      const all = await credentials(test(), stranger);
      await test().drain();
      const before = await snapshot(test().app);
      for (const kind of route.auth.by) {
        const response = await send(test(), route, path, { ...all[kind], ...sent });
        // A token gives its proof in the request, and is asked for it before anything is looked up.
        if (route.auth.proof === 'fresh' && kind === 'bearer') {
          expectError(response, 'proof_required');
          continue;
        }
        expectError(response, 'not_found');
        const resource = /token|session|deletion|passkey|key|user/.exec(route.id)?.[0];
        expect(response.body).toMatchObject({ resource, error: 'not found' });
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    it.each(byId(withParameters))('%s finds nothing under a hostile id', async (_id, route) => {
      const all = await credentials(test(), await test().person());
      const { options } = await exampleOf(test(), route);
      const sent = options.body === undefined ? {} : { body: options.body };
      const ids = [
        '%00',
        'a%00b',
        '%20',
        '%F0%9F%92%A9',
        "'--",
        '..%2F..',
        '%25',
        'x'.repeat(128),
        'x'.repeat(129),
      ];
      for (const id of ids) {
        for (const kind of route.auth.by) {
          const response = await send(test(), route, route.path.replace(':id', id), {
            ...all[kind],
            ...sent,
          });
          const asked = route.auth.proof === 'fresh' && kind === 'bearer';
          expect(asked ? ['proof_required', 'not_found'] : ['not_found']).toContain(expectError(response));
        }
      }
      expectError(await send(test(), route, route.path.replace(':id', '%ff'), {}), 'malformed_request');
      expectDeclared(route, await send(test(), route, route.path.replace(':id', 'x'.repeat(5000)), {}));
    });

    // ASVS 1.5.2, 5.2.1, 15.3.6
    it.each(byId(changing))('%s refuses bodies that cannot be read', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { body: _, raw: __, ...rest } = options;
      const json = { ...rest.headers, 'content-type': 'application/json' };
      const before = await snapshot(test().app);
      const bodies: [string, string | Buffer, Record<string, string>, keyof typeof errors][] = [
        ['malformed', '{"user":', json, 'malformed_body'],
        ['a lone surrogate escape is JSON, cut short is not', '"\\ud8', json, 'malformed_body'],
        ['a key that reaches for the prototype', '{"__proto__":{"x":1}}', json, 'malformed_body'],
        ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22]), json, 'malformed_encoding'],
        ['UTF-16', Buffer.from('{"user":{}}', 'utf16le'), json, 'malformed_body'],
        ['an array', '[{}]', json, 'not_an_object'],
        ['null', 'null', json, 'not_an_object'],
        ['a number', '42', json, 'not_an_object'],
        ['a string', '"{}"', json, 'not_an_object'],
        ['compressed', gzipSync('{}'), { ...json, 'content-encoding': 'gzip' }, 'unsupported_media_type'],
        ['XML', '<x/>', { ...json, 'content-type': 'application/xml' }, 'unsupported_media_type'],
        ['text', '{}', { ...json, 'content-type': 'text/plain' }, 'unsupported_media_type'],
        [
          'multipart',
          '--x--',
          { ...json, 'content-type': 'multipart/form-data; boundary=x' },
          'unsupported_media_type',
        ],
        [
          'too large',
          JSON.stringify({ x: 'x'.repeat(64 * 1024) }),
          json,
          route.tooLarge ? 'invalid_fields' : 'body_too_large',
        ],
      ];
      for (const [what, raw, headers, code] of bodies) {
        const response = await send(test(), route, path, { ...rest, raw, headers });
        expect([what, expectError(response)]).toEqual([what, code]);
        expectDeclared(route, response);
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    const withBody = changing.filter(({ body }) => body && Object.keys(body.schema.shape).length > 0);
    // ASVS 2.2.1, 2.2.2, 15.3.5
    it.each(byId(withBody))('%s refuses fields of the wrong type', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { body: _, ...rest } = options;
      const wrong = [
        Number.MAX_VALUE,
        42,
        true,
        [],
        [[]],
        {},
        { length: 3 },
        'x'.repeat(60_000),
        '\u0000',
        '\ud800',
      ];
      const before = await snapshot(test().app);
      const root = route.body?.root ?? null;
      for (const value of wrong) {
        const fields = Object.fromEntries(
          Object.keys(route.body?.schema.shape ?? {}).map((key) => [key, value]),
        );
        const response = await send(test(), route, path, {
          ...rest,
          body: root === null ? fields : { [root]: fields },
        });
        expect(response.status, `${JSON.stringify(value)?.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
        expectDeclared(route, response);
      }
      if (root !== null) {
        for (const value of [1, 'x', true, [1]]) {
          const response = await send(test(), route, path, { ...rest, body: { [root]: value } });
          expect([401, 422]).toContain(response.status);
          expectDeclared(route, response);
        }
      }
      const after = await snapshot(test().app);
      expect(withoutTraces(route, after)).toEqual(withoutTraces(route, before));
    });

    const strict = withBody.filter(({ body }) => body?.schema._zod.def.catchall);
    // ASVS 8.2.3, 15.3.3
    it.each(byId(strict))('%s names a field it does not know', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const root = route.body?.root ?? null;
      const { body, ...rest } = options;
      const given = body as Record<string, Record<string, unknown>>;
      const more =
        root === null ? { ...given, is_admin: true } : { [root]: { ...given[root], is_admin: true } };
      const response = await send(test(), route, path, { ...rest, body: more });
      expectError(response, 'invalid_fields');
      expect(response.body.details).toEqual({ is_admin: [{ code: 'unknown_field' }] });
    });

    it.each(byId(served))('%s takes the habits of the old clients', async (_id, route) => {
      // Bodies under any label, where the route asks for none.
      const bodies: Pick<CallOptions, 'headers' | 'raw'>[] = route.body
        ? [{}]
        : [
            { headers: { 'content-type': 'application/json' } },
            { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
          ];
      if (!route.body && mutates(route)) {
        const json = { 'content-type': 'application/json' };
        for (const raw of ['{}', '{"tfa":{"attempt":1}}', ' \n']) bodies.push({ headers: json, raw });
        bodies.push({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, raw: '' });
      }
      // What only reads may be asked again and again.
      const made = mutates(route) ? null : await exampleOf(test(), route);
      for (const [n, habit] of bodies.entries()) {
        const { path, options } = made ?? (await exampleOf(test(), route));
        const url = habitualPath(path, n);
        const response = await send(test(), route, url, {
          ...options,
          ...habit,
          headers: {
            ...options.headers,
            ...habit.headers,
            'x-request-id': 'cli-1234',
            'user-agent': 'é',
          },
        });
        expect(response.status, `${url} ${JSON.stringify(response.body)}`).toBe(route.status);
        expect(response.headers['x-request-id']).toBe('cli-1234');
      }
    });

    it.each(byId(served))('%s answers other sites, never with credentials', async (_id, route) => {
      const preflight = await test().call('OPTIONS', anyPath(route), {
        headers: {
          origin: 'https://dashboard.example',
          'access-control-request-method': route.method,
          'access-control-request-headers': 'authorization,content-type,x-authorization-otp',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-origin']).toBe('*');
      expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
      expect(String(preflight.headers['access-control-allow-methods'])).toContain(route.method);
      for (const header of [
        'authorization',
        'content-type',
        'accept',
        'x-authorization-otp',
        'x-request-id',
        'user-agent',
      ])
        expect(String(preflight.headers['access-control-allow-headers'])).toContain(header);
      const actual = await send(test(), route, anyPath(route), {
        headers: { origin: 'https://dashboard.example' },
      });
      expect(actual.headers['access-control-allow-origin']).toBe('*');
      expect(actual.headers['access-control-allow-credentials']).toBeUndefined();
    });

    describe('beside the routes', () => {
      it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
        '%s of an unknown route is a JSON 404',
        async (method) => {
          for (const path of ['/v1/nothing', '/v1', '/nothing', '/v1/users/self/', '/v1/tokens/a/b/c', '/']) {
            const response = await test().call(method, path, {
              headers: { accept: 'application/json', origin: 'https://dashboard.example' },
            });
            expectError(response, 'not_found');
            const others = response.headers['access-control-allow-origin'];
            expect([path, others]).toEqual([path, path.startsWith('/v1') ? '*' : undefined]);
          }
        },
      );

      // ASVS 4.1.4
      it('another verb on a known path is a JSON 405 that says which there are', async () => {
        const paths = [...new Set(served.map((route) => route.path))];
        const origin = { headers: { origin: 'https://dashboard.example' } };
        for (const path of [...paths, '/openapi.json']) {
          const here = anyPath({ path } as Route);
          const response = await test().call('LINK', `/${here}?x=1`, origin);
          expectError(response, 'method_not_allowed');
          const allow = String(response.headers.allow).split(', ');
          for (const route of served.filter((one) => one.path === path))
            expect(allow).toContain(route.method);
          expect([path, response.headers['access-control-allow-origin']]).toEqual([
            path,
            path.startsWith('/v1') ? '*' : undefined,
          ]);
        }
        const wrong = await test().call('DELETE', '/v1/regions', origin);
        expectError(wrong, 'method_not_allowed');
        expect(wrong.headers.allow).toBe('GET, HEAD');
        expectError(await test().call('PUT', '/v1/tokens/x'), 'method_not_allowed');
      });

      it('what anybody may read and caches keep is there for other sites', async () => {
        for (const path of ['/openapi.json', '/.well-known/jwks.json'])
          expect((await test().call('GET', path)).headers['access-control-allow-origin']).toBe('*');
      });

      it('a URL that cannot be read is a JSON 400', async () => {
        for (const path of ['/v1/tokens/%', '/v1/tokens/%zz', '/%c0%af'])
          expectError(await test().call('GET', path), 'malformed_request');
        const headers = { origin: 'https://dashboard.example' };
        const response = await test().call('GET', '/v1/tokens/%zz', { headers });
        expect(response.headers['access-control-allow-origin']).toBe('*');
        expect(response.headers['x-content-type-options']).toBe('nosniff');
        expect((await test().call('OPTIONS', '/v1/tokens/%zz', { headers })).status).toBe(204);
      });

      // ASVS 16.4.1
      it('keeps a request id only when it is harmless', async () => {
        for (const given of ['short', 'x'.repeat(65), 'a b c d e f', '"><script>', 'été-été-été']) {
          const response = await test().call('GET', '/v1/regions', { headers: { 'x-request-id': given } });
          expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
        }
      });
    });
  },
  { LOGE_THROTTLING: 'off' },
);

/** With an empty query, with a slash too many, with both. */
function habitualPath(path: string, n: number): string {
  const asked = path.includes('?') ? `${path}&` : `${path}?`;
  return [`/${asked}`, asked, `/${path}`][n % 3] as string;
}

/** A string that may be a password or a code is tried as one, and a wrong one leaves its trace in the journal. */
function withoutTraces(route: Route, rows: Record<string, string[]>): Record<string, string[]> {
  if (!route.auth.proof) return rows;
  return Object.fromEntries(Object.entries(rows).filter(([table]) => !table.startsWith('journal')));
}

/** A success writes only events that the route names; one that changes and writes none says why. */
function expectRecorded(route: Route, written: readonly EventType[]): void {
  const said = `${route.id} wrote ${written.join(', ') || 'nothing'}`;
  if (!Array.isArray(route.records)) {
    expect(written, said).toEqual([]);
    return;
  }
  for (const type of written) expect(route.records, said).toContain(type);
  if (mutates(route)) expect(written.length, said).toBeGreaterThan(0);
  else expect(written, said).toEqual([]);
}
