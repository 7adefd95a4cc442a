import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../test/observe.ts';
import { hours, instantOf } from '../../kernel/clock.ts';

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** CRC-32 (IEEE 802.3), bit by bit, sharing nothing with the program. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function expectTokenSecret(secret: string): void {
  expect(secret).toMatch(/^tk-us-[A-Za-z0-9_-]{48}$/);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(secret.slice(0, -6)));
  expect(secret.slice(-6)).toBe(sum.toString('base64url'));
}

onEachDatabase('API tokens', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  const basicOf = (who: Person) => `${who.username}:${who.password}`;
  const create = (who: Person, body: unknown) =>
    test().call('POST', '/v1/tokens', { basic: basicOf(who), body });
  const exchange = (secret: string) => test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
  const self = (bearer: string) => test().call('GET', '/v1/users/self', { bearer });

  it('are made by Basic, bearer or page, wrapped or bare; the secret is shown this once', async () => {
    const who = await test().person();
    const { jwt, tokenId } = await test().bearer(who);
    const session = await test().signIn(who);
    const body = { token: { name: 'ci' } };
    const made = [
      await create(who, body),
      await create(who, { name: 'ci' }),
      await test().call('POST', '/v1/tokens', { basic: `${who.email.toUpperCase()}:${who.password}`, body }),
      await test().call('POST', '/v1/tokens', { bearer: jwt, body }),
      await test().call('POST', '/v1/tokens', { session, body }),
    ];
    for (const { status, body: answered } of made) {
      expect(status, JSON.stringify(answered)).toBe(201);
      expect(answered).toEqual({
        token: {
          id: uuid,
          name: 'ci',
          created_at: instant,
          last_used_at: null,
          issued_at: answered.token.created_at,
          scopes: null,
          applications: null,
          expires_at: null,
          state: 'active',
          revoked_at: null,
          last_used_from: null,
          overlap_until: null,
          parent_id: answered === made[3]?.body ? tokenId : null,
          token: expect.any(String),
        },
      });
      expectTokenSecret(answered.token.token);
    }
    // Names may repeat: every login of a command line makes another token.
    const { body: list } = await test().call('GET', '/v1/tokens', { session });
    expect(list.tokens).toHaveLength(6);
    const rows = JSON.stringify(await test().app.ctx.reader.selectFrom('api_tokens').selectAll().execute());
    for (const { body: answered } of made) {
      expect(JSON.stringify(list)).not.toContain(answered.token.token);
      expect(rows).not.toContain(answered.token.token.slice(6));
      const shown = await test().call('GET', `/v1/tokens/${answered.token.id}`, { session });
      const { token: _, ...withoutSecret } = answered.token;
      expect(shown.body).toEqual({ token: withoutSecret });
    }
    const mail = await test().mailTo(who.email, /API token was made/);
    for (const { body: answered } of made) expect(mail.raw).not.toContain(answered.token.token);
  });

  // ASVS 11.5.1
  it('differ from one another in every secret part', async () => {
    const who = await test().person();
    const secrets = [];
    for (let i = 0; i < 50; i++) secrets.push((await create(who, { name: 'x' })).body.token.token as string);
    expect(new Set(secrets.map((secret) => secret.slice(6, 20))).size).toBe(50);
    expect(new Set(secrets.map((secret) => secret.slice(40, 48))).size).toBe(50);
  });

  // ASVS 1.3.11
  it.each([
    [{}, 'name', 'missing'],
    [{ token: {} }, 'name', 'missing'],
    [{ token: { name: '' } }, 'name', 'missing'],
    [{ token: { name: '   ' } }, 'name', 'missing'],
    [{ token: { name: 'x'.repeat(201) } }, 'name', 'too_long'],
    [{ token: { name: 5 } }, 'name', 'invalid_type'],
    [{ token: { name: 'a\r\nBcc: x' } }, 'name', 'control_characters'],
    [{ token: [] }, 'token', 'invalid_type'],
    [{ token: 'ci' }, 'token', 'invalid_type'],
  ])('are not made of %j', async (body, field, code) => {
    expect(fieldCode(await create(await test().person(), body), field)).toBe(code);
  });

  it('are listed for their account only, oldest first, without revoked ones', async () => {
    const [who, other] = [await test().person(), await test().person()];
    await create(other, { name: 'theirs' });
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      ids.push((await create(who, { name })).body.token.id);
      test().clock.advance(1);
    }
    const session = await test().signIn(who);
    await test().call('DELETE', `/v1/tokens/${ids[1]}`, { session });
    const { body } = await test().call('GET', '/v1/tokens', { session });
    expect(body.tokens.map((token: { name: string }) => token.name)).toEqual(['a', 'c']);
  });

  it('remember their last use', async () => {
    const who = await test().person();
    const { secret, jwt, tokenId } = await test().bearer(who);
    test().clock.advance(hours(2));
    await exchange(secret);
    const at = instantOf(test().clock.now());
    await test().app.flush();
    const { jwt: fresh } = { jwt: (await exchange(secret)).body.token };
    const { body } = await test().call('GET', `/v1/tokens/${tokenId}`, { bearer: fresh });
    expect(body.token.last_used_at).toBe(at);
    expectError(await self(jwt), 'not_authenticated');
  });

  it('are renewed under the same id: the old secret and its JWTs die at once', async () => {
    const who = await test().person();
    const { secret, jwt, tokenId } = await test().bearer(who);
    test().clock.advance(1000);
    const renewed = await test().call('PATCH', `/v1/tokens/${tokenId}/renew`, {
      bearer: jwt,
      raw: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(renewed.status).toBe(200);
    expectTokenSecret(renewed.body.token.token);
    expect(renewed.body.token).toMatchObject({
      id: tokenId,
      name: 'test',
      issued_at: instantOf(test().clock.now()),
    });
    expect(renewed.body.token.token).not.toBe(secret);
    expectError(await exchange(secret), 'not_authenticated');
    expectError(await self(jwt), 'not_authenticated');
    const fresh = await exchange(renewed.body.token.token);
    expect((await self(fresh.body.token)).status).toBe(200);
    await test().mailTo(who.email, /API token was renewed/);
    expect(await journalTypes(test().app, who.id)).toContain('regenerate_token');
  });

  // ASVS 8.3.2, 10.4.9
  it('are revoked at once, with their JWTs', async () => {
    const who = await test().person();
    const { secret, jwt, tokenId } = await test().bearer(who);
    const second = await test().bearer(who);
    const revoked = await test().call('DELETE', `/v1/tokens/${tokenId}`, { bearer: jwt });
    expect([revoked.status, revoked.body]).toEqual([204, '']);
    expectError(await exchange(secret), 'not_authenticated');
    expectError(await self(jwt), 'not_authenticated');
    expect((await self(second.jwt)).status).toBe(200);
    for (const [method, suffix] of [
      ['DELETE', ''],
      ['PATCH', '/renew'],
    ] as const) {
      const gone = await test().call(method, `/v1/tokens/${tokenId}${suffix}`, { bearer: second.jwt });
      expectError(gone, 'not_found');
      expect(gone.body).toMatchObject({ resource: 'token', error: 'not found' });
    }
    await test().mailTo(who.email, /API token was revoked/);
    expect((await journalTypes(test().app, who.id)).filter((type) => type === 'delete_token')).toHaveLength(
      1,
    );
  });

  it('of another member are neither shown, renewed nor revoked', async () => {
    const [who, other] = [await test().person(), await test().person()];
    const theirs = await test().bearer(other);
    const mine = await test().bearer(who);
    await test().drain();
    const before = await snapshot(test().app);
    for (const [method, suffix] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PATCH', '/renew'],
    ] as const)
      expectError(
        await test().call(method, `/v1/tokens/${theirs.tokenId}${suffix}`, { bearer: mine.jwt }),
        'not_found',
      );
    expect(await snapshot(test().app)).toEqual(before);
    expect((await exchange(theirs.secret)).status).toBe(200);
  });

  it('renewed many times at once leave one secret that works', async () => {
    const who = await test().person();
    const { tokenId } = await test().bearer(who);
    const session = await test().signIn(who);
    const renewals = await Promise.all(
      Array.from({ length: 20 }, () => test().call('PATCH', `/v1/tokens/${tokenId}/renew`, { session })),
    );
    expect(renewals.map(({ status }) => status)).toEqual(renewals.map(() => 200));
    const exchanged = await Promise.all(renewals.map(({ body }) => exchange(body.token.token)));
    expect(exchanged.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('are exchanged whatever the body, and refused when mistyped, unknown or in the wrong place', async () => {
    const who = await test().person();
    const { secret } = await test().bearer(who);
    const bodies: [string, string][] = [
      ['{}', 'application/json'],
      ['', 'application/x-www-form-urlencoded'],
      ['', 'application/json'],
      ['{"scopes":1}', 'application/json'],
    ];
    for (const [raw, type] of bodies) {
      const options = { basic: `:${secret}`, raw, headers: { 'content-type': type } };
      const { status, body } = await test().call('POST', '/v1/tokens/exchange', options);
      expect([status, Object.keys(body), typeof body.token]).toEqual([200, ['token'], 'string']);
    }
    const flipped = secret.slice(0, 10) + (secret[10] === 'a' ? 'b' : 'a') + secret.slice(11);
    for (const wrong of [
      '',
      'x',
      flipped,
      secret.slice(0, -1),
      `${secret}a`,
      secret.toUpperCase(),
      `tk-us-${'A'.repeat(48)}`,
    ])
      expectError(await exchange(wrong), 'not_authenticated');
    for (const basic of [`${secret}:`, `x:${secret}`, basicOf(who)])
      expectError(await test().call('POST', '/v1/tokens/exchange', { basic }), 'not_authenticated');
    expectError(await self(secret), 'not_authenticated');
    expectError(await test().call('GET', '/v1/users/self', { basic: `:${secret}` }), 'not_authenticated');
  });
});
