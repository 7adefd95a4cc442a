import { type EventType, mutates, type Route } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { anyPath, byId, send, served } from './each-route.ts';
import { type CallOptions, onEachDatabase } from './harness.ts';
import { expectError, journalOf } from './observe.ts';
import { exampleOf } from './requests.ts';

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
      if (route.file)
        expect(route.file.join()).toContain(String(response.headers['content-type']).split(';')[0]);
      else if (route.reply === null) expect(response.body).toBe('');
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
