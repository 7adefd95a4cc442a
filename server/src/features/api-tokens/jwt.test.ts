import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { runCommand } from '../../../test/run-command.ts';
import { openApp } from '../../app.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import { makeLogger } from '../../platform/log/logger.ts';

const issuer = 'http://localhost:4310';

onEachDatabase('JWTs', (test) => {
  let who: Person;
  beforeEach(async () => {
    test().clock.advance(hours(2));
    who = await test().person();
  });
  const self = (bearer: string, at: TestApp = test()) => at.call('GET', '/v1/users/self', { bearer });
  const published = async (): Promise<JWK[]> =>
    (await test().call('GET', '/.well-known/jwks.json')).body.keys;
  const rotate = () => runCommand(test().app.ctx, 'keys', 'rotate');
  const nowInSeconds = () => Math.floor(test().clock.now() / 1000);

  // ASVS 9.2.4
  it('have three segments and the claims that clients read', async () => {
    const { jwt, tokenId } = await test().bearer(who);
    expect(jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    expect(decodeJwt(jwt)).toEqual({
      iss: issuer,
      aud: issuer,
      sub: who.id,
      jti: expect.any(String),
      iat: nowInSeconds(),
      exp: nowInSeconds() + 3600,
      tid: tokenId,
      gen: 1,
      scope: '*',
    });
    const { body } = await test().call('POST', '/v1/tokens/exchange', {
      basic: `:${(await test().bearer(who)).secret}`,
    });
    expect(decodeJwt(body.token).jti).not.toBe(decodeJwt(jwt).jti);
  });

  it('are verified by anybody with the published keys, which hold nothing private', async () => {
    const { jwt } = await test().bearer(who);
    const keys = await published();
    for (const key of keys) {
      expect(key).toEqual({
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        alg: 'ES256',
        use: 'sig',
      });
    }
    const { payload } = await jwtVerify(jwt, createLocalJWKSet({ keys }), {
      issuer,
      audience: issuer,
      typ: 'at+jwt',
      currentDate: new Date(test().clock.now()),
    });
    expect(payload.sub).toBe(who.id);
  });

  // ASVS 9.2.1
  it('are good for an hour', async () => {
    const { jwt } = await test().bearer(who);
    test().clock.advance(hours(1) - 1000);
    expect((await self(jwt)).status).toBe(200);
    test().clock.advance(1000);
    expectError(await self(jwt), 'not_authenticated');
    // Nor when it was not seen before it expired.
    const { jwt: unseen } = await test().bearer(who);
    test().clock.advance(hours(1));
    expectError(await self(unseen), 'not_authenticated');
  });

  // ASVS 9.1.1, 9.1.2, 9.1.3
  it('are refused when anything about them is not ours', async () => {
    const { jwt } = await test().bearer(who);
    const claims = decodeJwt(jwt);
    const header = decodeProtectedHeader(jwt);
    const { kid = '' } = header;
    const [head = '', body = '', signature = ''] = jwt.split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwk = (await published()).find((key) => key.kid === kid) ?? {};
    const foreign = await generateKeyPair('ES256', { extractable: true });
    const pem = await exportSPKI((await importJWK({ ...jwk }, 'ES256')) as Parameters<typeof exportSPKI>[0]);
    const signed = (
      secret: Parameters<SignJWT['sign']>[0],
      protectedHeader: Record<string, unknown>,
      payload = claims,
    ) => new SignJWT(payload).setProtectedHeader({ alg: 'ES256', ...protectedHeader }).sign(secret);
    const hmac = (key: string) => signed(Buffer.from(key), { ...header, alg: 'HS256' });
    const forged: Record<string, string> = {
      'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
      'alg none with the old signature': `${encode({ ...header, alg: 'none' })}.${body}.${signature}`,
      'HS256 with the public key as PEM': await hmac(pem),
      'HS256 with the public key as JWK': await hmac(JSON.stringify(jwk)),
      'HS256 with x': await hmac(String(jwk.x)),
      'a foreign key under our kid': await signed(foreign.privateKey, { ...header }),
      'a foreign key that it brings itself': await signed(foreign.privateKey, {
        typ: 'at+jwt',
        kid,
        jwk: {},
      }),
      'a kid that is a path': await signed(foreign.privateKey, { ...header, kid: '../../dev/null' }),
      'a kid of ours in the prototype': await signed(foreign.privateKey, { ...header, kid: '__proto__' }),
      'no kid': await signed(foreign.privateKey, { typ: 'at+jwt' }),
      'other claims': `${head}.${encode({ ...claims, sub: 'us-someone-else' })}.${signature}`,
      'another header': `${encode({ ...header, typ: 'JWT' })}.${body}.${signature}`,
      'no signature': `${head}.${body}.`,
      'two segments': `${head}.${body}`,
      'five segments': `${jwt}.x.y`,
      'a character too many': `${jwt}A`,
      'not base64url': `${head}.${body}.!!!`,
      'not JSON': `${encode('x')}.${encode('y')}.${signature}`,
      'a kid that is no text': `${encode({ ...header, kid: 7 })}.${body}.${signature}`,
      'an extension that must be understood': `${encode({ ...header, crit: ['x'], x: 1 })}.${body}.${signature}`,
    };
    for (const [what, text] of Object.entries(forged))
      expect([what, expectError(await self(text))]).toEqual([what, 'not_authenticated']);
    expect((await self(jwt)).status).toBe(200);
  });

  // ASVS 9.2.1, 9.2.2, 9.2.3, 10.3.1, 10.3.3
  it('are refused when our own key signed them for something else', async () => {
    const { app } = test();
    const { jwt } = await test().bearer(who);
    const claims = decodeJwt(jwt);
    const header = decodeProtectedHeader(jwt);
    const row = await app.ctx.reader
      .selectFrom('signing_keys')
      .selectAll()
      .where('kid', '=', header.kid ?? '')
      .executeTakeFirstOrThrow();
    const key = await importPKCS8(
      app.ctx.keyring.unseal(`signing-key:${row.kid}`, row.sealed_private_key),
      'ES256',
    );
    const other = await test().person();
    const sign = (change: Record<string, unknown>, typ = 'at+jwt') =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'ES256', typ, kid: row.kid }).sign(key);
    expect((await self(await sign({}))).status).toBe(200);
    const wrong: Record<string, unknown>[] = [
      { aud: 'https://elsewhere.example' },
      { aud: undefined },
      { iss: 'https://elsewhere.example' },
      { exp: nowInSeconds() },
      { exp: undefined },
      { exp: 'never' },
      { nbf: nowInSeconds() + 10 },
      { sub: other.id },
      { sub: undefined },
      { jti: undefined },
      { tid: undefined },
      { tid: 'nothing' },
      { tid: 5 },
      { gen: 2 },
      { gen: 0 },
      { gen: '1' },
      { gen: undefined },
      { scope: undefined },
      { scope: ['account:read'] },
      { applications: 'ap-1' },
      { applications: [1] },
      { aud: ['https://elsewhere.example', 'api'] },
    ];
    for (const change of wrong)
      expect([change, expectError(await self(await sign(change)))]).toEqual([change, 'not_authenticated']);
    for (const typ of ['JWT', 'id+jwt', 'secevent+jwt'])
      expectError(await self(await sign({}, typ)), 'not_authenticated');
  });

  // ASVS 11.2.2
  it('outlive a rotation of keys: the old ones stay good, the new key signs', async () => {
    const { jwt: before } = await test().bearer(who);
    expect((await rotate()).code).toBe(0);
    test().clock.advance(minutes(8));
    const { jwt: after } = await test().bearer(who);
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    for (const jwt of [before, after]) {
      expect((await self(jwt)).status).toBe(200);
      await jwtVerify(jwt, createLocalJWKSet({ keys: await published() }), {
        currentDate: new Date(test().clock.now()),
      });
    }
    // Once the last JWT of the old key has expired, it is no longer shown.
    test().clock.advance(hours(1) + minutes(10));
    const kids = (await published()).map((key) => key.kid);
    expect(kids).toContain(decodeProtectedHeader(after).kid);
    expect(kids).not.toContain(decodeProtectedHeader(before).kid);
  });

  it('of one node are good on another; a rotation reaches it within a minute, a revocation at once', async () => {
    const { app, clock } = test();
    const second = await openApp(app.ctx.config, { clock, log: makeLogger('silent') });
    try {
      const http = await second.http();
      const there = async (jwt: string) =>
        (await http.inject({ url: '/v1/users/self', headers: { authorization: `Bearer ${jwt}` } }))
          .statusCode;
      const { jwt, secret, tokenId } = await test().bearer(who);
      expect(await there(jwt)).toBe(200);
      await rotate();
      clock.advance(minutes(8));
      // The second node has not looked since: it meets a key that it does not know yet.
      const { body } = await test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
      expect(await there(body.token)).toBe(200);
      expect(await there(jwt)).toBe(200);
      const signedThere = await http.inject({
        method: 'POST',
        url: '/v1/tokens/exchange',
        headers: { authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}` },
      });
      expect(decodeProtectedHeader(signedThere.json().token).kid).toBe(decodeProtectedHeader(body.token).kid);
      await test().call('DELETE', `/v1/tokens/${tokenId}`, { session: await test().signIn(who) });
      expect(await there(body.token)).toBe(401);
    } finally {
      await second.close();
    }
  });

  it('are good everywhere even when two nodes each make the first key at the same moment', async () => {
    const fresh = await openTestApp(test().app.database.kind);
    const second = await openApp(fresh.app.ctx.config, { clock: fresh.clock, log: makeLogger('silent') });
    try {
      const http = await second.http();
      const askBoth = Array.from({ length: 10 }, () => [
        fresh.call('GET', '/.well-known/jwks.json'),
        http.inject('/.well-known/jwks.json'),
      ]);
      await Promise.all(askBoth.flat());
      fresh.clock.advance(1000);
      const { jwt, secret } = await fresh.bearer(await fresh.person());
      const onSecond = await http.inject({
        url: '/v1/users/self',
        headers: { authorization: `Bearer ${jwt}` },
      });
      expect(onSecond.statusCode).toBe(200);
      const signed = await http.inject({
        method: 'POST',
        url: '/v1/tokens/exchange',
        headers: { authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}` },
      });
      expect((await self(signed.json().token, fresh)).status).toBe(200);
      const keys = await fresh.app.ctx.reader
        .selectFrom('signing_keys')
        .select('sealed_private_key')
        .execute();
      for (const key of keys) expect(key.sealed_private_key).toMatch(/^v2\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
    } finally {
      await second.close();
      await fresh.close();
    }
  });
});
