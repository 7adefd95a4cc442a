import { beforeEach, describe, expect, it } from 'vitest';
import { type Loose, onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, snapshot } from '../../../test/observe.ts';
import { askForToken, jwtOf, makeToken, ownApplication, platform } from '../../../test/tokens.ts';
import { days, hours, instantOf } from '../../kernel/clock.ts';

const suite = (test: Parameters<Parameters<typeof onEachDatabase>[1]>[0]) => {
  let who: Person;
  beforeEach(async () => {
    test().clock.advance(hours(1));
    who = await test().person();
  });
  const ask = (by: Person | string, asked: Record<string, unknown>) => askForToken(test(), by, asked);
  const make = (by: Person | string, asked: Record<string, unknown> = {}) => makeToken(test(), by, asked);
  const jwt = (secret: string, body?: unknown) => jwtOf(test(), secret, body);
  const inDays = (count: number) => instantOf(test().clock.now() + days(count));
  return { ask, make, jwt, inDays, who: () => who };
};

onEachDatabase(
  'tokens with limits',
  (test) => {
    const { ask, make, jwt, inDays, who } = suite(test);

    it('are made with scopes, applications and an end, and say so', async () => {
      const [a, b] = [await ownApplication(test(), who()), await ownApplication(test(), who())];
      const { body } = await make(who(), {
        scopes: ['keys:read', 'apps:deploy', 'keys:read'],
        applications: [b, a, b],
        expires_in_days: 30,
      });
      expect(body).toMatchObject({
        scopes: ['keys:read', 'apps:deploy'],
        applications: [b, a],
        expires_at: inDays(30),
        state: 'active',
        parent_id: null,
      });
      const mail = await test().mailTo(who().email, /API token was made/);
      expect(mail.text).toContain('keys:read, apps:deploy');
      expect(mail.text).toContain('It expires on');
    });

    it('are full when nothing, or null, is asked for', async () => {
      for (const asked of [{}, { scopes: null, applications: null, expires_at: null }]) {
        const { body } = await make(who(), asked);
        expect(body).toMatchObject({ scopes: null, applications: null, expires_at: null });
      }
      expect((await test().mailTo(who().email, /was made/)).text).toContain('all that you may');
    });

    it.each<[Record<string, unknown>, string, string]>([
      [{ scopes: [] }, 'scopes', 'missing'],
      [{ scopes: ['keys:everything'] }, 'scopes', 'unknown_scope'],
      [{ scopes: ['*'] }, 'scopes', 'unknown_scope'],
      [{ scopes: ['keys:read keys:write'] }, 'scopes', 'unknown_scope'],
      [{ scopes: ['KEYS:READ'] }, 'scopes', 'unknown_scope'],
      // A service's scopes mean nothing for a member's token.
      [{ scopes: ['ssh:lookup'] }, 'scopes', 'unknown_scope'],
      [{ scopes: ['apps:write'] }, 'scopes', 'unknown_scope'],
      [{ scopes: 'keys:read' }, 'scopes', 'invalid_type'],
      [{ scopes: Array.from({ length: 101 }, () => 'keys:read') }, 'scopes', 'too_many'],
      [{ scopes: ['apps:read'], applications: ['ap-of-nobody'] }, 'applications', 'unknown_application'],
      [{ scopes: ['apps:read'], applications: [] }, 'applications', 'missing'],
      [{ applications: ['ap-of-nobody'] }, 'applications', 'needs_scopes'],
      [{ expires_at: '2026-11-23T11:59:59.999Z' }, 'expires_at', 'in_the_past'],
      [{ expires_at: 'tomorrow' }, 'expires_at', 'invalid'],
      [{ expires_at: '2027-01-01' }, 'expires_at', 'invalid'],
      [{ expires_at: '2027-06-31T12:00:00Z' }, 'expires_at', 'invalid'],
      [{ expires_at: '2027-06-30T24:00:00Z' }, 'expires_at', 'invalid'],
      [{ expires_at: 1_900_000_000 }, 'expires_at', 'invalid_type'],
      [{ expires_at: '9999-12-31T23:59:59Z' }, 'expires_at', 'too_late'],
      [{ expires_in_days: 0 }, 'expires_in_days', 'invalid'],
      [{ expires_in_days: 1.5 }, 'expires_in_days', 'invalid'],
      [{ expires_in_days: 36_501 }, 'expires_in_days', 'too_late'],
      [{ expires_in_days: 7, expires_at: '2027-01-01T00:00:00Z' }, 'expires_in_days', 'invalid'],
      [{ expires_in_days: 7, expires_at: null }, 'expires_in_days', 'invalid'],
    ])('are not made of %j', async (asked, field, code) => {
      expect(fieldCode(await ask(who(), asked), field)).toBe(code);
    });

    it('end at an instant in any zone, to the millisecond', async () => {
      const { body } = await make(who(), { expires_at: '2027-03-01T01:30:00.5+02:00' });
      expect(body.expires_at).toBe('2027-02-28T23:30:00.500Z');
    });

    it('take applications that are theirs at that moment only', async () => {
      const other = await test().person();
      const id = await ownApplication(test(), other);
      const asked = { scopes: ['apps:deploy'], applications: [id] };
      expect(fieldCode(await ask(who(), asked), 'applications')).toBe('unknown_application');
      await ownApplication(test(), who(), id);
      expect((await ask(who(), asked)).status).toBe(201);
      expect(fieldCode(await ask(other, asked), 'applications')).toBe('unknown_application');
    });

    // ASVS 8.2.2
    it('a key minted for another user because the body named one: the body names nobody', async () => {
      const other = await test().person();
      const names = { account: other.id, account_id: other.id, owner: other.id, user: other.id };
      const more = { user_id: other.id, username: other.username, owner_id: other.id, email: other.email };
      const parent = { parent_id: (await make(other)).id, id: 'mine', secret_hash: 'x', proved_at: 'x' };
      const body = { ...names, ...more, token: { name: 'x', ...names, ...more, ...parent } };
      const basic = `${who().username}:${who().password}`;
      const bearer = await jwt((await make(who())).secret);
      for (const by of [{ basic }, { bearer }]) {
        const made = await test().call('POST', '/v1/tokens', { ...by, body });
        expect(made.status).toBe(201);
        const self = await test().call('GET', '/v1/users/self', {
          bearer: await jwt(made.body.token.token),
        });
        expect(self.body.user.id).toBe(who().id);
        expect([null, expect.any(String)]).toContainEqual(made.body.token.parent_id);
        expect(made.body.token.parent_id).not.toBe(parent.parent_id);
      }
      const { body: theirs } = await test().call('GET', '/v1/tokens', {
        session: await test().signIn(other),
      });
      expect(theirs.tokens).toHaveLength(1);
    });

    describe('made by a token', () => {
      const restricted = { scopes: ['tokens:write', 'tokens:read', 'keys:read'] };

      it('have its limits when they ask for none, and name it as their parent', async () => {
        const a = await ownApplication(test(), who());
        const parent = await make(who(), { ...restricted, applications: [a], expires_in_days: 10 });
        const child = await make(await jwt(parent.secret));
        expect(child.body).toMatchObject({
          scopes: restricted.scopes,
          applications: [a],
          expires_at: parent.body.expires_at,
          parent_id: parent.id,
        });
        const full = await make(who());
        expect((await make(await jwt(full.secret))).body).toMatchObject({
          scopes: null,
          applications: null,
          expires_at: null,
          parent_id: full.id,
        });
      });

      it('never have more than it: scopes, applications, end', async () => {
        const [a, b] = [await ownApplication(test(), who()), await ownApplication(test(), who())];
        const parent = await make(who(), { ...restricted, applications: [a], expires_in_days: 10 });
        const bearer = await jwt(parent.secret);
        const before = await snapshot(test().app);
        const beyond: [Record<string, unknown>, string][] = [
          [{ scopes: null }, 'scopes'],
          [{ scopes: ['keys:read', 'keys:write'] }, 'scopes'],
          [{ scopes: ['apps:deploy'] }, 'scopes'],
          [{ applications: null }, 'applications'],
          [{ applications: [a, b] }, 'applications'],
          [{ expires_at: null }, 'expires_at'],
          [{ expires_at: inDays(11) }, 'expires_at'],
          [{ expires_in_days: 11 }, 'expires_in_days'],
        ];
        for (const [asked, field] of beyond)
          expect([asked, fieldCode(await ask(bearer, asked), field)]).toEqual([asked, 'beyond_parent']);
        expect(await snapshot(test().app)).toEqual(before);
        const within = { scopes: ['keys:read'], applications: [a], expires_in_days: 10 };
        expect((await make(bearer, within)).body).toMatchObject({ scopes: ['keys:read'], applications: [a] });
      });

      it('never have more than the JWT that asks, which may be narrower than its token', async () => {
        const a = await ownApplication(test(), who());
        const full = await make(who());
        const narrow = await jwt(full.secret, {
          scope: 'tokens:write keys:read',
          audience: ['http://localhost:4310'],
          applications: [a],
        });
        expect((await make(narrow)).body).toMatchObject({
          scopes: ['tokens:write', 'keys:read'],
          applications: [a],
          parent_id: full.id,
        });
        expect(fieldCode(await ask(narrow, { scopes: null }), 'scopes')).toBe('beyond_parent');
        expect(fieldCode(await ask(narrow, { scopes: ['keys:write'] }), 'scopes')).toBe('beyond_parent');
        expect(fieldCode(await ask(narrow, { applications: null }), 'applications')).toBe('beyond_parent');
      });

      it('are not made by one that was revoked on the way', async () => {
        const parent = await make(who());
        const bearer = await jwt(parent.secret);
        const session = await test().signIn(who());
        for (let round = 0; round < 10; round++) {
          const victim = await make(bearer);
          const by = await jwt(victim.secret);
          const [made] = await Promise.all([
            ask(by, {}),
            test().call('DELETE', `/v1/tokens/${victim.id}?descendants=true`, { session }),
          ]);
          if (made.status !== 201) expectError(made, 'not_authenticated');
          // Either the token was never made, or the revocation found it.
          const { body } = await test().call('GET', '/v1/tokens', { session });
          expect(body.tokens.filter((one: Loose) => one.parent_id === victim.id)).toEqual([]);
        }
      });
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);

onEachDatabase(
  'tokens of a platform that lets none live longer than 90 days',
  (test) => {
    const { ask, make, jwt, inDays, who } = suite(test);
    const issueOf = (answer: Loose, field: string) => answer.body.details[field][0];

    it('get that long when they do not say', async () => {
      expect((await make(who())).body.expires_at).toBe(inDays(90));
      expect((await make(who(), { expires_in_days: 90 })).body.expires_at).toBe(inDays(90));
      const parent = await make(who(), { expires_in_days: 30 });
      test().clock.advance(1000);
      expect((await make(await jwt(parent.secret))).body.expires_at).toBe(parent.body.expires_at);
    });

    it('get no longer, and are told how long', async () => {
      const wanted: Record<string, unknown>[] = [
        { expires_at: null },
        { expires_at: inDays(90.001) },
        { expires_in_days: 91 },
      ];
      for (const asked of wanted) {
        const [field = ''] = Object.keys(asked);
        expect(issueOf(await ask(who(), asked), field)).toEqual({ code: 'too_late', max: 90 });
      }
    });

    it('say so at /v1/scopes', async () => {
      const session = await test().signIn(who());
      expect((await test().call('GET', '/v1/scopes', { session })).body.max_days).toBe(90);
    });

    it('are renewed for no longer either', async () => {
      const made = await make(who(), { expires_in_days: 60 });
      const session = await test().signIn(who());
      const path = `/v1/tokens/${made.id}/renew`;
      const renewed = await test().call('PATCH', path, { session });
      expect(renewed.body.token.expires_at).toBe(inDays(60));
      const refused = await test().call('PATCH', path, { session, body: { expires_at: null } });
      expect(issueOf(refused, 'expires_at')).toEqual({ code: 'too_late', max: 90 });
      const longer = await test().call('PATCH', path, { session, body: { expires_in_days: 90 } });
      expect(longer.body.token.expires_at).toBe(inDays(90));
    });
  },
  { LOGE_TOKEN_MAX_DAYS: '90' },
);

onEachDatabase(
  'what a token can be limited to',
  (test) => {
    it('is Loge’s own scopes and those of the platform, in its words', async () => {
      const session = await test().signIn(await test().person());
      const { body } = await test().call('GET', '/v1/scopes', { session });
      expect(body.max_days).toBeNull();
      expect(body.scopes).toContainEqual({ name: 'keys:read', description: null });
      expect(body.scopes.at(-2)).toEqual({
        name: 'apps:deploy',
        description: { en: 'Deploy applications', fr: 'Déployer des applications' },
      });
    });
  },
  platform,
);
