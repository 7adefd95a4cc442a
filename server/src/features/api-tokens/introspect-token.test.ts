import { decodeJwt } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode } from '../../../test/observe.ts';
import {
  introspector,
  issuer,
  jwtOf,
  type MadeToken,
  makeToken,
  ownApplication,
  platform,
} from '../../../test/tokens.ts';
import { days, hours, minutes, seconds } from '../../kernel/clock.ts';

const api = 'https://api.example.test';

onEachDatabase(
  'introspection',
  (test) => {
    let who: Person;
    let token: MadeToken;
    let service: string;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
      token = await makeToken(test(), who);
      service = await introspector(test(), [api]);
    });
    const ask = async (jwt: string, more: object = {}, by = service) => {
      const { status, body } = await test().call('POST', '/v1/introspect', {
        bearer: by,
        body: { token: jwt, ...more },
      });
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    };
    const inactive = { active: false };

    it('says what a JWT is good for, as RFC 7662 has it', async () => {
      const jwt = await jwtOf(test(), token.secret);
      const claims = decodeJwt(jwt);
      expect(await ask(jwt)).toEqual({
        active: true,
        scope: '*',
        sub: who.id,
        username: who.username,
        token_type: 'Bearer',
        token_id: token.id,
        jti: claims.jti,
        iss: issuer,
        aud: [issuer, api, 'git'],
        iat: claims.iat,
        exp: claims.exp,
      });
    });

    it('takes a form, as RFC 7662 has it', async () => {
      const jwt = await jwtOf(test(), token.secret);
      const { status, body } = await test().call('POST', '/v1/introspect', {
        bearer: service,
        raw: new URLSearchParams({ token: jwt, token_type_hint: 'access_token' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect([status, body.active, body.sub]).toEqual([200, true, who.id]);
    });

    it('tells limits, with the applications that are the account’s by now', async () => {
      const next = await test().person();
      const [a, b] = [await ownApplication(test(), who), await ownApplication(test(), who)];
      const limited = await makeToken(test(), who, {
        scopes: ['apps:deploy', 'apps:read'],
        applications: [a, b],
      });
      const jwt = await jwtOf(test(), limited.secret, { scope: 'apps:deploy' });
      expect(await ask(jwt)).toMatchObject({ scope: 'apps:deploy', applications: [a, b] });
      const narrow = await jwtOf(test(), limited.secret, { applications: [b] });
      expect(await ask(narrow)).toMatchObject({ scope: 'apps:deploy apps:read', applications: [b] });
      await ownApplication(test(), next, b);
      expect(await ask(jwt)).toMatchObject({ active: true, applications: [a] });
      expect(await ask(narrow)).toMatchObject({ active: true, applications: [] });
    });

    // ASVS 9.2.3
    it('is only about JWTs for the service that asks: of others not even that they are good', async () => {
      const jwt = await jwtOf(test(), token.secret);
      for (const audiences of [[], ['https://elsewhere.example'], ['api']])
        expect(await ask(jwt, {}, await introspector(test(), audiences))).toEqual(inactive);
      const git = await jwtOf(test(), token.secret, { audience: ['git'] });
      expect(await ask(git)).toEqual(inactive);
      expect(await ask(git, {}, await introspector(test(), ['x', 'git']))).toMatchObject({ aud: ['git'] });
      // Loge’s own name is an audience that a service may or may not have.
      const mine = await jwtOf(test(), token.secret, { audience: [issuer] });
      expect(await ask(mine)).toEqual(inactive);
      expect(await ask(mine, {}, await introspector(test(), [issuer]))).toMatchObject({ active: true });
    });

    it('says no more of garbage, secrets and strangers than that they are not active', async () => {
      const jwt = await jwtOf(test(), token.secret);
      const [head = '', body = ''] = jwt.split('.');
      for (const text of [
        'x',
        'a.b.c',
        '\u0000',
        token.secret,
        service,
        `${head}.${body}.`,
        `${jwt}A`,
        'x'.repeat(8192),
      ])
        expect(await ask(text)).toEqual(inactive);
      const refused = (given: unknown) =>
        test().call('POST', '/v1/introspect', { bearer: service, body: given });
      expect(fieldCode(await refused({}), 'token')).toBe('missing');
      expect(fieldCode(await refused({ token: '' }), 'token')).toBe('missing');
      expect(fieldCode(await refused({ token: 'x'.repeat(8193) }), 'token')).toBe('too_long');
      expectError(
        await test().call('POST', '/v1/introspect', { bearer: jwt, body: { token: jwt } }),
        'not_authenticated',
      );
    });

    it('tells at once that a token was revoked, renewed, has expired, or its account is closed', async () => {
      const session = await test().signIn(who);
      const revoked = await makeToken(test(), who);
      const renewed = await makeToken(test(), who);
      const overlapping = await makeToken(test(), who);
      const jwts = {
        revoked: await jwtOf(test(), revoked.secret),
        renewed: await jwtOf(test(), renewed.secret),
        overlapping: await jwtOf(test(), overlapping.secret),
        kept: await jwtOf(test(), token.secret),
      };
      for (const jwt of Object.values(jwts)) expect((await ask(jwt)).active).toBe(true);
      await test().call('DELETE', `/v1/tokens/${revoked.id}`, { session });
      expect(await ask(jwts.revoked)).toEqual(inactive);
      await test().call('PATCH', `/v1/tokens/${renewed.id}/renew`, { session });
      expect(await ask(jwts.renewed)).toEqual(inactive);
      await test().call('PATCH', `/v1/tokens/${overlapping.id}/renew`, {
        session,
        body: { overlap_seconds: 60 },
      });
      expect((await ask(jwts.overlapping)).active).toBe(true);
      test().clock.advance(seconds(60));
      expect(await ask(jwts.overlapping)).toEqual(inactive);

      const set = (values: { suspended_at?: string | null; deleting_since?: string | null }) =>
        test().app.database.transaction((writer) =>
          writer.updateTable('accounts').set(values).where('id', '=', who.id).execute(),
        );
      for (const column of ['suspended_at', 'deleting_since'] as const) {
        await set({ [column]: '2026-11-23T12:00:00.000Z' });
        expect(await ask(jwts.kept)).toEqual(inactive);
        await set({ [column]: null });
        expect((await ask(jwts.kept)).active).toBe(true);
      }
      test().clock.advance(minutes(59));
      expect(await ask(jwts.kept)).toEqual(inactive);

      const ending = await makeToken(test(), who, { expires_in_days: 1 });
      test().clock.advance(days(1) - minutes(10));
      const last = await jwtOf(test(), ending.secret);
      expect((await ask(last)).active).toBe(true);
      test().clock.advance(minutes(10));
      expect(await ask(last)).toEqual(inactive);
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);
