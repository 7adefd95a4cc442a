import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, openTestApp, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode } from '../../../test/observe.ts';
import { runCommand } from '../../../test/run-command.ts';
import { exchange, issuer, jwtOf, makeToken, ownApplication, platform } from '../../../test/tokens.ts';
import { openApp } from '../../app.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import { makeLogger } from '../../platform/log/logger.ts';

const [api, git] = ['https://api.example.test', 'git'];

onEachDatabase(
  'exchanging for less',
  (test) => {
    let who: Person;
    let full: string;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
      full = (await makeToken(test(), who)).secret;
    });
    const claims = async (secret: string, body?: unknown) => decodeJwt(await jwtOf(test(), secret, body));
    const refusal = async (secret: string, body: unknown, field: string) =>
      fieldCode(await exchange(test(), secret, body), field);
    const self = async (bearer: string) => (await test().call('GET', '/v1/users/self', { bearer })).status;

    it('gives what the token has when nothing is asked, for Loge and every service', async () => {
      expect(await claims(full)).toMatchObject({ scope: '*', aud: [issuer, api, git] });
      expect(await claims(full)).not.toHaveProperty('applications');
      const a = await ownApplication(test(), who);
      const limited = await makeToken(test(), who, { scopes: ['keys:read', 'apps:read'], applications: [a] });
      expect(await claims(limited.secret)).toMatchObject({
        scope: 'keys:read apps:read',
        applications: [a],
        aud: [issuer, api, git],
      });
      for (const nothing of [{ scope: null, applications: null, ttl: null, audience: null }, { ttl: 60 }])
        expect(await claims(full, nothing)).toMatchObject({ scope: '*', aud: [issuer, api, git] });
    });

    it('gives scopes, applications and a lifetime that are asked for', async () => {
      const [a, b] = [await ownApplication(test(), who), await ownApplication(test(), who)];
      const now = Math.floor(test().clock.now() / 1000);
      expect(
        await claims(full, { scope: 'apps:deploy  keys:read apps:deploy', applications: [b], ttl: 60 }),
      ).toMatchObject({ scope: 'apps:deploy keys:read', applications: [b], iat: now, exp: now + 60 });
      const limited = await makeToken(test(), who, {
        scopes: ['keys:read', 'apps:read'],
        applications: [a, b],
      });
      expect(await claims(limited.secret, { scope: 'apps:read' })).toMatchObject({
        scope: 'apps:read',
        applications: [a, b],
      });
      expect(await claims(limited.secret, { applications: [a, a] })).toMatchObject({
        scope: 'keys:read apps:read',
        applications: [a],
      });
    });

    it('never gives more than the token has', async () => {
      const other = await test().person();
      const [a, b] = [await ownApplication(test(), who), await ownApplication(test(), who)];
      const theirs = await ownApplication(test(), other);
      const limited = (await makeToken(test(), who, { scopes: ['keys:read'], applications: [a] })).secret;
      const scoped = (await makeToken(test(), who, { scopes: ['keys:read'] })).secret;
      const refused: [string, unknown, string, string][] = [
        [limited, { scope: 'keys:write' }, 'scope', 'beyond_parent'],
        [limited, { scope: 'keys:read keys:write' }, 'scope', 'beyond_parent'],
        [limited, { scope: 'apps:deploy' }, 'scope', 'beyond_parent'],
        [limited, { scope: '*' }, 'scope', 'unknown_scope'],
        [full, { scope: '*' }, 'scope', 'unknown_scope'],
        [full, { scope: 'everything' }, 'scope', 'unknown_scope'],
        [full, { scope: 'keys:read\tkeys:write' }, 'scope', 'unknown_scope'],
        [full, { scope: ' ' }, 'scope', 'missing'],
        [limited, { applications: [a, b] }, 'applications', 'beyond_parent'],
        [scoped, { applications: [theirs] }, 'applications', 'unknown_application'],
        [full, { scope: 'keys:read', applications: [theirs] }, 'applications', 'unknown_application'],
        [full, { scope: 'keys:read', applications: ['ap-of-nobody'] }, 'applications', 'unknown_application'],
        [full, { applications: [a] }, 'applications', 'needs_scopes'],
        [full, { ttl: 59 }, 'ttl', 'invalid'],
        [full, { ttl: 3601 }, 'ttl', 'too_late'],
        [full, { ttl: '60' }, 'ttl', 'invalid_type'],
        [full, { audience: ['https://elsewhere.example'] }, 'audience', 'unknown_audience'],
        [full, { audience: [api, 'https://elsewhere.example'] }, 'audience', 'unknown_audience'],
        [full, { audience: [] }, 'audience', 'missing'],
      ];
      for (const [secret, body, field, code] of refused)
        expect([body, await refusal(secret, body, field)]).toEqual([body, code]);
    });

    // ASVS 9.2.3, 9.2.4
    it('is for Loge itself only when that is asked for, and Loge takes no other', async () => {
      const narrow = await jwtOf(test(), full, { scope: 'account:read' });
      expect(decodeJwt(narrow).aud).toEqual([api, git]);
      expect(await self(narrow)).toBe(401);
      const named = await jwtOf(test(), full, { scope: 'account:read', audience: [issuer, api] });
      expect(decodeJwt(named).aud).toEqual([issuer, api]);
      expect(await self(named)).toBe(200);
      const one = await jwtOf(test(), full, { audience: [git] });
      expect(decodeJwt(one).aud).toBe(git);
      expect(await self(one)).toBe(401);
      const mine = await jwtOf(test(), full, { audience: [issuer] });
      expect(decodeJwt(mine).aud).toBe(issuer);
      expect(await self(mine)).toBe(200);
    });

    // ASVS 10.3.2
    it('holds a narrowed JWT to what it was narrowed to', async () => {
      const narrow = await jwtOf(test(), full, { scope: 'keys:read', audience: [issuer] });
      expectError(await test().call('GET', '/v1/users/self', { bearer: narrow }), 'scope_missing');
      expectError(await test().call('GET', '/v1/tokens', { bearer: narrow }), 'scope_missing');
    });

    it('takes every body that clients of before send', async () => {
      const { secret } = await makeToken(test(), who, { scopes: ['keys:read'] });
      const json = 'application/json';
      const bodies: [string, string][] = [
        ['{}', json],
        ['', json],
        ['', 'application/x-www-form-urlencoded'],
        ['', 'text/plain'],
        ['', 'multipart/form-data; boundary=x'],
        ['{"scopes":1}', json],
        ['{"scopes":["keys:write"],"token":{"scope":"keys:write"},"expires_in":9,"grant_type":7}', json],
        [' \n', json],
      ];
      for (const [raw, type] of bodies) {
        const options = { basic: `:${secret}`, raw, headers: { 'content-type': type } };
        const { status, body } = await test().call('POST', '/v1/tokens/exchange', options);
        expect([raw, type, status, Object.keys(body)]).toEqual([raw, type, 200, ['token']]);
        expect(decodeJwt(body.token).scope).toBe('keys:read');
      }
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);

onEachDatabase('exchanges where Loge is the only one to verify JWTs', (test) => {
  it('name one audience as text, and want it named for a narrowed one', async () => {
    const { secret } = await makeToken(test(), await test().person());
    expect(decodeJwt(await jwtOf(test(), secret)).aud).toBe(issuer);
    const nobody = await exchange(test(), secret, { scope: 'keys:read' });
    expect(fieldCode(nobody, 'audience')).toBe('missing');
    expect(nobody.body.details.audience[0].suggestion).toBe(issuer);
    const jwt = await jwtOf(test(), secret, { scope: 'account:read', audience: [issuer] });
    expect((await test().call('GET', '/v1/users/self', { bearer: jwt })).status).toBe(200);
  });

  // ASVS 2.4.1
  it('have a budget of their own: 600 a minute for a token', async () => {
    test().clock.advance(minutes(2));
    const who = await test().person();
    const [one, other] = [await makeToken(test(), who), await makeToken(test(), who)];
    for (let i = 0; i < 600; i++) {
      const { status } = await exchange(test(), one.secret);
      if (status !== 200) throw new Error(`exchange ${i}: ${status}`);
    }
    test().clock.advance(20_000);
    const refused = await exchange(test(), one.secret);
    expectError(refused, 'throttled');
    expect([refused.headers['retry-after'], refused.body.retry_after]).toEqual(['40', 40]);
    expect((await exchange(test(), other.secret)).status).toBe(200);
    test().clock.advance(40_000);
    expect((await exchange(test(), one.secret)).status).toBe(200);
  }, 60_000);
});

onEachDatabase(
  'JWTs by EdDSA',
  (test) => {
    // ASVS 11.2.2, 11.6.1
    it('are signed and verified; nodes of the other algorithm sign by theirs and take these', async () => {
      const { jwt, secret } = await test().bearer(await test().person());
      expect(decodeProtectedHeader(jwt).alg).toBe('EdDSA');
      const { app, clock } = test();
      const config = { ...app.ctx.config, LOGE_JWT_ALGORITHM: 'ES256' as const };
      const old = await openApp(config, { clock, log: makeLogger('silent') });
      try {
        const http = await old.http();
        const there = async (bearer: string) =>
          (await http.inject({ url: '/v1/users/self', headers: { authorization: `Bearer ${bearer}` } }))
            .statusCode;
        expect(await there(jwt)).toBe(200);
        // Its own key signs once everybody can know it.
        clock.advance(minutes(8));
        const basic = Buffer.from(`:${secret}`).toString('base64');
        const exchanged = await http.inject({
          method: 'POST',
          url: '/v1/tokens/exchange',
          headers: { authorization: `Basic ${basic}` },
        });
        const other = exchanged.json().token;
        expect(decodeProtectedHeader(other).alg).toBe('ES256');
        clock.advance(minutes(1));
        expect((await test().call('GET', '/v1/users/self', { bearer: other })).status).toBe(200);
        // Neither retires the other's key: both go on signing with what they have.
        for (let round = 0; round < 3; round++) {
          clock.advance(minutes(2));
          expect(decodeProtectedHeader(await jwtOf(test(), secret)).kid).toBe(decodeProtectedHeader(jwt).kid);
          await http.inject('/.well-known/jwks.json');
        }
        const { keys } = (await test().call('GET', '/.well-known/jwks.json')).body;
        expect(keys.map((key: { alg: string }) => key.alg).sort()).toEqual(['ES256', 'EdDSA']);
        expect(keys.find((key: { alg: string }) => key.alg === 'EdDSA')).toEqual({
          kty: 'OKP',
          crv: 'Ed25519',
          x: expect.any(String),
          kid: decodeProtectedHeader(jwt).kid,
          alg: 'EdDSA',
          use: 'sig',
        });
        for (const token of [jwt, other])
          await jwtVerify(token, createLocalJWKSet({ keys }), { currentDate: new Date(clock.now()) });
      } finally {
        await old.close();
      }
      // Once all nodes have changed, a rotation retires what was left.
      await runCommand(app.ctx, 'keys', 'rotate');
      clock.advance(hours(1) + minutes(18));
      const { keys } = (await test().call('GET', '/.well-known/jwks.json')).body;
      expect(keys.map((key: { alg: string }) => key.alg)).toEqual(['EdDSA']);
    });
  },
  { LOGE_JWT_ALGORITHM: 'EdDSA' },
);

// ASVS 9.1.2
it('an algorithm is never taken from the JWT: the key says which one is its own', async () => {
  const test = await openTestApp();
  try {
    const { jwt } = await test.bearer(await test.person());
    const [head = '', ...rest] = jwt.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    for (const alg of ['EdDSA', 'Ed25519', 'ES384', 'none', 'HS256']) {
      const forged = Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url');
      const bearer = [forged, ...rest].join('.');
      expectError(await test.call('GET', '/v1/users/self', { bearer }), 'not_authenticated');
    }
  } finally {
    await test.close();
  }
});
