import { apiTokens, type EventType, mutates, type Route, routes, type Scope, scopes } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { accountById } from '../src/features/accounts/feature.ts';
import { type AskedLimits, createToken } from '../src/features/api-tokens/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import { minutes } from '../src/kernel/clock.ts';
import type { Example } from './example.ts';
import { type CallOptions, onEachDatabase, type Person, type TestApp } from './harness.ts';
import { expectError, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';
import { issuer, jwtOf, ownApplication, platform } from './tokens.ts';
import { totpAt } from './totp.ts';

type Scoped = Route & { auth: { scope: Scope } };

const served = routes.filter((route) => !route.demoOnly);
const byBearer = served.filter(({ auth }) => auth.by.includes('bearer'));
const scoped = byBearer.filter((route): route is Scoped => route.auth.scope !== undefined);
const byId = <R extends Route>(list: readonly R[]) => list.map((route) => [route.id, route] as const);
const recorded = ({ records }: Route) => (Array.isArray(records) ? (records as EventType[]) : []);

describe('what the routes say', () => {
  // ASVS 8.2.1
  it('a read permission guarding a write: every change asks for a scope to write', () => {
    for (const route of scoped)
      expect([route.id, route.auth.scope]).toEqual([
        route.id,
        expect.stringMatching(mutates(route) ? /:write$/ : /:read$/),
      ]);
  });

  it('leaves no route to limited tokens that no scope guards', () => {
    const unguarded = byBearer.filter(({ auth }) => !auth.scope && !auth.operator).map(({ id }) => id);
    // Ends the very token that is shown, whatever it may do besides.
    expect(unguarded).toEqual(['tokens.revoke_current']);
  });

  it('has a scope for every part of the account, each of them used', () => {
    const used = new Set(scoped.map(({ auth }) => auth.scope));
    expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
  });
});

onEachDatabase(
  'limited tokens',
  (test) => {
    const send = (route: Route, path: string, options: CallOptions) =>
      test().call(route.method, path, options);

    it.each(byId(scoped))('%s works with its scope alone', async (_id, route) => {
      const example = await exampleOf(test(), route);
      const { owner } = example;
      if (!owner) throw new Error('nobody’s');
      const { secret } = await tokenOf(test(), owner, { scopes: [route.auth.scope] });
      const bearer = await jwtOf(test(), secret);
      const { path, options } = await ready(test(), route, { ...example, bearer });
      const response = await send(route, path, options);
      expect(response.status, JSON.stringify(response.body)).toBe(route.status);
    });

    // ASVS 8.2.1, 10.3.2
    it.each(byId(scoped))('%s is refused with any other scope', async (_id, route) => {
      const { path, options, owner } = await exampleOf(test(), route);
      if (!owner) throw new Error('nobody’s');
      const { session: _, basic: __, ...rest } = options;
      const { secret } = await tokenOf(test(), owner);
      const others = [...scopes, 'apps:deploy'].filter((scope) => scope !== route.auth.scope);
      await test().drain();
      const before = await snapshot(test().app);
      for (const scope of [...others, others.join(' ')]) {
        const bearer = await jwtOf(test(), secret, { scope, audience: [issuer] });
        const refused = await send(route, path, { ...rest, bearer });
        expect([scope, expectError(refused)]).toEqual([scope, 'scope_missing']);
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    it.each(byId(byBearer.filter(({ auth }) => auth.operator)))(
      '%s is for no limited token, though its owner is an operator',
      async (_id, route) => {
        const { path, options } = await exampleOf(test(), route);
        const owner = await test().person();
        const { secret } = await tokenOf(test(), owner);
        await test().app.database.transaction((writer) =>
          writer
            .updateTable('accounts')
            .set({ operator_since: '2026-11-23T12:00:00.000Z', totp_since: '2026-11-23T12:00:00.000Z' })
            .where('id', '=', owner.id)
            .execute(),
        );
        const { bearer: _, ...rest } = options;
        const narrow = await jwtOf(test(), secret, { scope: scopes.join(' '), audience: [issuer] });
        expectError(await send(route, path, { ...rest, bearer: narrow }), 'scope_missing');
        const full = await send(route, path, { ...rest, bearer: await jwtOf(test(), secret) });
        expect(full.status, JSON.stringify(full.body)).toBe(route.status);
      },
    );

    // ASVS 8.2.2
    it('limited to application A get nothing about B', async () => {
      const owner = await test().person();
      const [a, b] = [await ownApplication(test(), owner), await ownApplication(test(), owner)];
      const both = await tokenOf(test(), owner, { scopes: ['apps:read'], applications: [a, b] });
      await tokenOf(test(), owner, { scopes: ['apps:read'], applications: [b] });
      const full = await tokenOf(test(), owner);
      const limited = await tokenOf(test(), owner, { scopes, applications: [a] });
      const session = await test().signIn(owner);
      const jwts = [
        await jwtOf(test(), limited.secret),
        await jwtOf(test(), full.secret, {
          scope: scopes.join(' '),
          applications: [a],
          audience: [issuer],
        }),
      ];
      const reads = scoped.filter(
        (route) =>
          !mutates(route) && !/^(keys|integrations|contracts)\.|^hds\.(show|reviews)$/.test(route.id),
      );
      let told = 0;
      for (const route of reads) {
        const path = route.path.replace(':id', both.id);
        for (const bearer of jwts) {
          const { status, body } = await send(route, path, { bearer });
          expect([route.id, status]).toEqual([route.id, route.status]);
          expect([route.id, JSON.stringify(body).includes(b)]).toEqual([route.id, false]);
          if (JSON.stringify(body).includes(a)) told++;
        }
        // To the person it is told: the test would see it.
        const { body } = await send(route, path, { session });
        if (/^(applications\.list|events\.list|deletion\.get|tokens\.(list|show))$/.test(route.id))
          expect([route.id, JSON.stringify(body).includes(b)]).toEqual([route.id, true]);
      }
      expect(told).toBeGreaterThan(5);
      // A copy of everything is about B too.
      for (const bearer of jwts) {
        const asked = { bearer, body: { current_password: owner.password } };
        expectError(await test().call('POST', '/v1/users/self/export', asked), 'scope_missing');
        const fetched = { bearer, body: { token: 'x' } };
        // By page only, whatever the token may do.
        expectError(
          await test().call('POST', '/v1/users/self/export/download', fetched),
          'not_authenticated',
        );
      }
    });

    const credentialEvents: readonly EventType[] = [
      'password_changed',
      'email_change_requested',
      'email_changed',
      'tfa_begun',
      'tfa_enabled',
      'tfa_disabled',
      'recovery_codes_made',
      'passkey_added',
      'passkey_removed',
    ];
    const changing = byBearer.filter((route) =>
      recorded(route).some((type) => credentialEvents.includes(type)),
    );

    it('are there: routes by which a token could change who may come in', () =>
      expect(changing.length).toBeGreaterThan(5));

    // ASVS 6.3.4, 7.5.1, 10.3.4
    it.each(byId(changing))(
      '%s: no token changes e-mail, password, second factor or passkeys without the proof a person gives',
      async (_id, route) => {
        const { path, options, owner, codes } = await exampleOf(test(), route);
        if (!owner) throw new Error('nobody’s');
        const secret = await tokenByPassword(test(), owner, codes?.[0]);
        // Nor one that was made by password once; only for ten minutes is that as good (docs/rules.md#proof-by-api).
        test().clock.advance(minutes(10));
        const bearer = await jwtOf(test(), secret);
        const { session: _, body, ...rest } = options;
        const { root } = route.body ?? { root: null };
        const bodies: Record<string, unknown>[] = /^(users|account)\.(update|put|patch)/.test(route.id)
          ? [{ email: 'mallory@example.test' }, { password: 'a passphrase of somebody else' }]
          : [withoutProof(root === null ? body : (body as Record<string, unknown>)?.[root])];
        await test().drain();
        const before = await snapshot(test().app);
        for (const fields of bodies) {
          const refused = await send(route, path, {
            ...rest,
            bearer,
            body: root === null ? fields : { [root]: fields },
          });
          const code = expectError(refused);
          expect(['proof_required', 'invalid_fields'], JSON.stringify(refused.body)).toContain(code);
        }
        expect(await snapshot(test().app)).toEqual(before);
      },
    );
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);

/** A token as the account could have made it, whatever stands in its way by now. */
async function tokenOf(
  test: TestApp,
  { id }: Person,
  asked: AskedLimits = {},
): Promise<{ id: string; secret: string }> {
  const account = await accountById(test.app.ctx.reader, id);
  if (!account) throw new Error('nobody');
  const { row, secret } = await createToken(test.app.ctx, commandActor('test'), account, 'limited', {
    asked,
  });
  return { id: row.id, secret };
}

async function tokenByPassword(test: TestApp, owner: Person, otp: string | undefined): Promise<string> {
  const made = await test.call('POST', '/v1/tokens', {
    basic: `${owner.username}:${owner.password}`,
    body: { token: { name: 'by password' } },
    ...(otp ? { headers: { 'x-authorization-otp': otp } } : {}),
  });
  if (made.status !== 201) throw new Error(`token: ${JSON.stringify(made.body)}`);
  return made.body.token.token;
}

/** What a person proves with, left out of a body. */
function withoutProof(fields: unknown): Record<string, unknown> {
  const { current_password: _, attempt: __, token: ___, ...rest } = (fields ?? {}) as Record<string, unknown>;
  return rest;
}

/** The example as a client with a JWT sends it: with the proof in the request, on what that JWT may touch. */
async function ready(
  test: TestApp,
  route: Route,
  { path, options, owner, codes, bearer }: Example & { bearer: string },
): Promise<{ path: string; options: CallOptions }> {
  const { session: _, basic: __, ...rest } = options;
  const sent: CallOptions = { ...rest, bearer };
  if (route.path === apiTokens.renewToken.path) {
    // Its example may do more than the JWT, which is not handed its secret.
    const made = await test.call('POST', '/v1/tokens', { bearer, body: { token: { name: 'own' } } });
    return { path: `/v1/tokens/${made.body.token.id}/renew`, options: sent };
  }
  if (route.id === 'tfa.validate') {
    const begun = await test.call('POST', '/v1/client/tfa', {
      bearer,
      body: { tfa: { provider: 'totp', current_password: owner?.password } },
    });
    const secret = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
    return { path, options: { ...sent, body: { tfa: { attempt: totpAt(secret, test.clock.now()) } } } };
  }
  const wantsPassword = Object.hasOwn(route.body?.schema.shape ?? {}, 'current_password');
  if (!wantsPassword || !route.auth.proof) return { path, options: sent };
  const root = route.body?.root ?? null;
  const given = (options.body ?? {}) as Record<string, Record<string, unknown>>;
  const proof = { current_password: owner?.password };
  const headers: Record<string, string> = codes?.[1] ? { 'x-authorization-otp': codes[1] } : {};
  return {
    path,
    options: {
      ...sent,
      headers,
      body: root === null ? { ...given, ...proof } : { [root]: { ...given[root], ...proof } },
    },
  };
}
