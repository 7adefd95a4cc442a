import { beforeEach, expect, it } from 'vitest';
import { effort } from '../../../test/effort.ts';
import { onEachDatabase, type Person, type TestResponse } from '../../../test/harness.ts';
import { expectError, fieldCode } from '../../../test/observe.ts';
import { exchange, issuer, jwtOf, makeToken, ownApplication, platform } from '../../../test/tokens.ts';
import { days, hours, instantOf, minutes, seconds } from '../../kernel/clock.ts';

const atOnce = effort(100, 1000);
const overlapping = effort(40, 200);

onEachDatabase(
  'renewing a token',
  (test) => {
    let who: Person;
    let session: string;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
      session = await test().signIn(who);
    });
    const path = (id: string) => `/v1/tokens/${id}/renew`;
    const renew = (id: string, body: unknown = {}, by: { session?: string; bearer?: string } = { session }) =>
      test().call('PATCH', path(id), { ...by, body });
    const self = async (bearer: string) => (await test().call('GET', '/v1/users/self', { bearer })).status;
    const works = async (secret: string) => (await exchange(test(), secret)).status === 200;
    const list = async () => (await test().call('GET', '/v1/tokens', { session })).body.tokens;
    const secretOf = (response: TestResponse): string => {
      expect(response.status, JSON.stringify(response.body)).toBe(200);
      return response.body.token.token;
    };

    /** A renewal that waits too long for a connection is told to come back, and has changed nothing. */
    const served = (renewals: readonly TestResponse[]) => {
      const done = renewals.filter(({ status }) => status !== 503);
      expect(done.length).toBeGreaterThan(renewals.length / 10);
      return done;
    };
    const countAlive = async (secrets: readonly string[]) => {
      let alive = 0;
      for (const secret of secrets) if (await works(secret)) alive++;
      return alive;
    };

    it('with overlap leaves both secrets good until the deadline, then only the new one', async () => {
      const old = await makeToken(test(), who);
      const oldJwt = await jwtOf(test(), old.secret);
      const renewed = await renew(old.id, { overlap_seconds: 3600 });
      const until = instantOf(test().clock.now() + hours(1));
      const secret = secretOf(renewed);
      expect(renewed.body.token).toMatchObject({ id: old.id, overlap_until: until, state: 'active' });
      expect((await test().mailTo(who.email, /was renewed/)).text).toContain('still works until');
      const stillOld = await jwtOf(test(), old.secret);
      const fresh = await jwtOf(test(), secret);
      test().clock.advance(hours(1) - 1000);
      const lastOld = await jwtOf(test(), old.secret);
      for (const jwt of [stillOld, fresh, lastOld]) expect(await self(jwt)).toBe(200);
      // Both JWTs can read and write.
      for (const bearer of [oldJwt, fresh]) {
        const body = { user: { fullname: 'Léa' } };
        expect((await test().call('PUT', '/v1/users/account', { bearer, body })).status).toBe(200);
      }
      expect(await self(oldJwt)).toBe(200);
      expect((await list())[0].overlap_until).toBe(until);
      test().clock.advance(1000);
      expect([await works(old.secret), await works(secret)]).toEqual([false, true]);
      expect(await self(await jwtOf(test(), secret))).toBe(200);
      for (const jwt of [oldJwt, stillOld, lastOld]) expect(await self(jwt)).toBe(401);
      expect((await list())[0].overlap_until).toBeNull();
    });

    it('with overlap hands out JWTs of the old secret that end with it', async () => {
      const old = await makeToken(test(), who);
      await renew(old.id, { overlap_seconds: 90 });
      const jwt = await jwtOf(test(), old.secret);
      const { exp, gen } = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
      expect([gen, exp]).toEqual([1, Math.floor(test().clock.now() / 1000) + 90]);
    });

    it('without overlap ends the old secret and its JWTs at once', async () => {
      for (const body of [undefined, {}, { overlap_seconds: 0 }, { token: { overlap_seconds: 0 } }]) {
        const old = await makeToken(test(), who);
        const jwt = await jwtOf(test(), old.secret);
        const renewed = await test().call('PATCH', path(old.id), {
          session,
          ...(body === undefined ? {} : { body }),
        });
        expect(renewed.body.token.overlap_until).toBeNull();
        expect([await works(old.secret), await self(jwt)]).toEqual([false, 401]);
      }
    });

    it('again during an overlap leaves two secrets at most: the oldest dies', async () => {
      const first = await makeToken(test(), who);
      const firstJwt = await jwtOf(test(), first.secret);
      const second = secretOf(await renew(first.id, { overlap_seconds: 3600 }));
      const third = secretOf(await renew(first.id, { overlap_seconds: 3600 }));
      expect([await works(first.secret), await works(second), await works(third)]).toEqual([
        false,
        true,
        true,
      ]);
      expect(await self(firstJwt)).toBe(401);
      const fourth = secretOf(await renew(first.id));
      expect([await works(second), await works(third), await works(fourth)]).toEqual([false, false, true]);
    });

    it.each([
      [{ overlap_seconds: 86_401 }, 'overlap_seconds', 'too_late'],
      [{ overlap_seconds: -1 }, 'overlap_seconds', 'invalid'],
      [{ overlap_seconds: 1.5 }, 'overlap_seconds', 'invalid'],
      [{ overlap_seconds: '60' }, 'overlap_seconds', 'invalid_type'],
      [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at', 'in_the_past'],
      [{ expires_in_days: 1, expires_at: null }, 'expires_in_days', 'invalid'],
    ])('does not take %j', async (body, field, code) => {
      const { id, secret } = await makeToken(test(), who);
      expect(fieldCode(await renew(id, body), field)).toBe(code);
      expect(await works(secret)).toBe(true);
    });

    it('gives it as long a life as it was made for, unless told', async () => {
      const { id } = await makeToken(test(), who, { expires_in_days: 30 });
      test().clock.advance(days(20));
      session = await test().signIn(who);
      expect((await renew(id)).body.token.expires_at).toBe(instantOf(test().clock.now() + days(30)));
      expect((await renew(id, { expires_in_days: 7 })).body.token.expires_at).toBe(
        instantOf(test().clock.now() + days(7)),
      );
      expect((await renew(id)).body.token.expires_at).toBe(instantOf(test().clock.now() + days(7)));
      expect((await renew(id, { expires_at: null })).body.token.expires_at).toBeNull();
      expect((await renew(id)).body.token.expires_at).toBeNull();
    });

    it('does not lengthen the old secret’s own life by an overlap', async () => {
      const { id, secret } = await makeToken(test(), who, {
        expires_at: instantOf(test().clock.now() + minutes(5)),
      });
      const renewed = await renew(id, { overlap_seconds: 86_400, expires_in_days: 10 });
      expect(renewed.body.token.overlap_until).toBe(instantOf(test().clock.now() + minutes(5)));
      test().clock.advance(minutes(5));
      expect([await works(secret), await works(secretOf(renewed))]).toEqual([false, true]);
    });

    it('does not bring back what expired or was revoked', async () => {
      const expired = await makeToken(test(), who, { expires_in_days: 1 });
      const revoked = await makeToken(test(), who);
      await test().call('DELETE', `/v1/tokens/${revoked.id}`, { session });
      test().clock.advance(days(1));
      session = await test().signIn(who);
      for (const { id, secret } of [expired, revoked]) {
        expectError(await renew(id), 'not_found');
        expect(await works(secret)).toBe(false);
      }
    });

    it('ends no later than the token that made it, and neither does what it made', async () => {
      const parent = await makeToken(test(), who, { expires_in_days: 10 });
      const child = await makeToken(test(), await jwtOf(test(), parent.secret));
      const grandchild = await makeToken(test(), await jwtOf(test(), child.secret));
      test().clock.advance(days(5));
      session = await test().signIn(who);
      expect((await renew(child.id)).body.token.expires_at).toBe(parent.body.expires_at);
      expect(fieldCode(await renew(child.id, { expires_in_days: 6 }), 'expires_in_days')).toBe(
        'beyond_parent',
      );
      expect(fieldCode(await renew(child.id, { expires_at: null }), 'expires_at')).toBe('beyond_parent');
      const sooner = (await renew(parent.id, { expires_in_days: 1 })).body.token.expires_at;
      const ends = new Map(
        (await list()).map((token: { id: string; expires_at: string }) => [token.id, token.expires_at]),
      );
      for (const { id } of [parent, child, grandchild]) expect(ends.get(id)).toBe(sooner);
    });

    it('by a limited token, or a narrowed JWT, hands out no secret that may do more', async () => {
      const a = await ownApplication(test(), who);
      const full = await makeToken(test(), who);
      const limited = await makeToken(test(), who, { scopes: ['tokens:write'], applications: [a] });
      const wider = await makeToken(test(), who, { scopes: ['tokens:write'] });
      const narrow = await jwtOf(test(), full.secret, { scope: 'tokens:write', audience: [issuer] });
      const byLimited = await jwtOf(test(), limited.secret);
      // A JWT cannot renew even its own token, which may do more than the JWT.
      for (const [id, bearer] of [
        [full.id, narrow],
        [full.id, byLimited],
        [wider.id, byLimited],
      ] as const)
        expectError(await renew(id, {}, { bearer }), 'scope_missing');
      expect([await works(full.secret), await works(wider.secret)]).toEqual([true, true]);
      expect((await renew(wider.id, {}, { bearer: narrow })).status).toBe(200);
      expect((await renew(limited.id, {}, { bearer: byLimited })).status).toBe(200);
    });

    it('by a token gives it no longer life than that one has, be it itself', async () => {
      const ending = await makeToken(test(), who, { expires_in_days: 2 });
      const eternal = await makeToken(test(), who);
      const bearer = await jwtOf(test(), ending.secret);
      expect(fieldCode(await renew(eternal.id, { expires_at: null }, { bearer }), 'expires_at')).toBe(
        'beyond_parent',
      );
      const renewed = await renew(eternal.id, {}, { bearer });
      expect(renewed.body.token.expires_at).toBe(ending.body.expires_at);
      test().clock.advance(days(1));
      const own = await jwtOf(test(), ending.secret);
      for (const expires_at of [null, instantOf(test().clock.now() + days(2))])
        expect(fieldCode(await renew(ending.id, { expires_at }, { bearer: own }), 'expires_at')).toBe(
          'beyond_parent',
        );
      const itself = await renew(ending.id, {}, { bearer: own });
      expect(itself.body.token.expires_at).toBe(ending.body.expires_at);
      // The token's owner may give it a later end.
      const byPage = await renew(ending.id, { expires_in_days: 2 }, { session: await test().signIn(who) });
      expect(byPage.body.token.expires_at).toBe(instantOf(test().clock.now() + days(2)));
    });

    it(`${atOnce} times at once leaves exactly one live secret`, async () => {
      const { id, secret } = await makeToken(test(), who);
      const renewals = await Promise.all(Array.from({ length: atOnce }, () => renew(id)));
      const secrets = [secret, ...served(renewals).map(secretOf)];
      expect(new Set(secrets).size).toBe(secrets.length);
      expect(await countAlive(secrets)).toBe(1);
    });

    it(`${overlapping} times at once with overlap leaves exactly two`, async () => {
      const { id, secret } = await makeToken(test(), who);
      const renewals = await Promise.all(
        Array.from({ length: overlapping }, (_, i) => renew(id, { overlap_seconds: 60 + i })),
      );
      const secrets = [secret, ...served(renewals).map(secretOf)];
      expect(await countAlive(secrets)).toBe(2);
      test().clock.advance(seconds(260));
      expect(await countAlive(secrets)).toBe(1);
    });

    it('while it is exchanged gives a JWT that works, or none', async () => {
      for (let round = 0; round < 20; round++) {
        const { id, secret } = await makeToken(test(), who);
        const [exchanged, renewed] = await Promise.all([exchange(test(), secret), renew(id)]);
        expect(renewed.status).toBe(200);
        // The exchange came first or not at all. Either way its JWT is of a secret that is gone.
        if (exchanged.status === 200) expect(await self(exchanged.body.token)).toBe(401);
        else expectError(exchanged, 'not_authenticated');
        expect(await self(await jwtOf(test(), secretOf(renewed)))).toBe(200);
      }
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);
