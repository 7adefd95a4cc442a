import { basicKinds, type CredentialKind } from '@loge/protocol';
import { expect, it } from 'vitest';
import { anyPath, byId, changing, credentials, expectDeclared, guarded, send, served } from './each-route.ts';
import { type CallOptions, onEachDatabase } from './harness.ts';
import { expectError, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';

/** Their parameter names what all members have in common. */
const everybodys: readonly string[] = ['contracts.show', 'contracts.accept', 'contracts.document'];

onEachDatabase(
  'who may call every route',
  (test) => {
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
        // Signing in is for whoever has no session, an ended one included.
        if (route.auth.optional && route.auth.sameOrigin && credential.session) continue;
        const headers = { ...bare.headers, ...credential.headers };
        const response = await send(test(), route, path, { ...bare, ...credential, headers });
        expectError(response, 'not_authenticated');
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    const byCookie = changing.filter(({ auth }) => auth.by.includes('session') || auth.sameOrigin);
    // ASVS 3.5.1, 3.5.2
    it.each(byId(byCookie))('%s by cookie must come from our own pages', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { headers: { cookie: other } = {}, ...rest } = options;
      const cookies = [other, rest.session && test().cookieOf(rest.session)].filter(Boolean).join('; ');
      const cookie: Record<string, string> = cookies === '' ? {} : { cookie: cookies };
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
    const owned = withParameters.filter(({ id }) => !everybodys.includes(id));
    // ASVS 8.2.2
    it.each(byId(owned))("%s does not find another account's", async (_id, route) => {
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
        const [feature = ''] = route.id.split('.');
        const named = { integrations: 'scm_integration', identities: 'identity', hds: 'hds_contact' }[
          feature
        ];
        const resource =
          route.id === 'hds.put'
            ? 'application'
            : (named ?? /token|session|deletion|passkey|key|user|receipt/.exec(route.id)?.[0]);
        expect(response.body).toMatchObject({ resource, error: 'not found' });
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    it.each(byId(withParameters))('%s finds nothing under a hostile id', async (_id, route) => {
      const all = await credentials(test(), await test().person());
      const { path, options } = await exampleOf(test(), route);
      const query = path.includes('?') ? path.slice(path.indexOf('?')) : '';
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
          const response = await send(test(), route, route.path.replace(':id', id) + query, {
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
  },
  { LOGE_THROTTLING: 'off' },
);
