import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, journalOf, snapshot } from '../../../test/observe.ts';
import { exchange, issuer, jwtOf, makeToken, ownApplication, platform } from '../../../test/tokens.ts';
import { openApp } from '../../app.ts';
import { removeApplication } from '../../features/applications/feature.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, hours, instantOf } from '../../kernel/clock.ts';
import { gatherMs } from '../../platform/jobs/insert-job.ts';
import { makeLogger } from '../../platform/log/logger.ts';

onEachDatabase(
  'revoking tokens',
  (test) => {
    let who: Person;
    let session: string;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
      session = await test().signIn(who);
    });
    const self = async (bearer: string) => (await test().call('GET', '/v1/users/self', { bearer })).status;
    const works = async (secret: string) => (await exchange(test(), secret)).status === 200;
    const revoke = (id: string, query = '') => test().call('DELETE', `/v1/tokens/${id}${query}`, { session });
    const listed = async (state: string) =>
      (await test().call('GET', `/v1/tokens?state=${state}`, { session })).body.tokens.map(
        ({ id, state: is }: { id: string; state: string }) => [id, is],
      );
    const deletions = async () =>
      (await journalOf(test().app, who.id)).filter(({ type }) => type === 'delete_token').length;
    const child = async (parent: { secret: string }, name: string) =>
      makeToken(test(), await jwtOf(test(), parent.secret), { name });

    it('leaves what a token made, unless asked; then all of it, however deep', async () => {
      const family = async () => {
        const parent = await makeToken(test(), who, { name: 'parent' });
        const first = await child(parent, 'first');
        const second = await child(parent, 'second');
        const deep = await child(first, 'deep');
        const deepest = await child(deep, 'deepest');
        return { parent, made: [first, second, deep, deepest], deep };
      };
      const spared = await family();
      expect((await revoke(spared.parent.id)).status).toBe(204);
      expect((await revoke((await family()).parent.id, '?descendants=false')).status).toBe(204);
      for (const { secret } of spared.made) expect(await works(secret)).toBe(true);

      const doomed = await family();
      // A revoked token in the chain does not hide the tokens below it.
      await revoke(doomed.deep.id);
      const stranger = await makeToken(test(), who, { name: 'stranger' });
      const jwt = await jwtOf(test(), doomed.made[3]?.secret ?? '');
      const before = await deletions();
      // Mails about the revocations above are gathered for some minutes. The clock moves past them.
      test().clock.advance(2 * gatherMs);
      await test().drain();
      const mailed = test().smtp.mails.length;
      expect((await revoke(doomed.parent.id, '?descendants=true')).status).toBe(204);
      for (const { secret } of [doomed.parent, ...doomed.made]) expect(await works(secret)).toBe(false);
      expect([await self(jwt), await works(stranger.secret)]).toEqual([401, true]);
      expect((await deletions()) - before).toBe(4);
      const mail = await test().mailTo(who.email, /API tokens were revoked/);
      for (const name of ['parent', 'first', 'second', 'deepest']) expect(mail.text).toContain(name);
      expect(mail.text).not.toContain('stranger');
      expect(test().smtp.mails).toHaveLength(mailed + 1);
      expect(fieldCode(await revoke(stranger.id, '?descendants=yes'), 'descendants')).toBe('invalid');
    });

    it('by the token itself, or a JWT of it, ends that one only', async () => {
      for (const narrow of [undefined, { scope: 'keys:read', audience: [issuer] }]) {
        const [mine, other] = [await makeToken(test(), who), await makeToken(test(), who)];
        const jwt = await jwtOf(test(), mine.secret, narrow);
        const gone = await test().call('DELETE', '/v1/tokens/current', { bearer: jwt });
        expect([gone.status, gone.body]).toEqual([204, '']);
        expect([await self(jwt), await works(mine.secret), await works(other.secret)]).toEqual([
          401,
          false,
          true,
        ]);
        expectError(await test().call('DELETE', '/v1/tokens/current', { bearer: jwt }), 'not_authenticated');
        const basic = `:${other.secret}`;
        expect((await test().call('DELETE', '/v1/tokens/current', { basic })).status).toBe(204);
        expect(await works(other.secret)).toBe(false);
        expectError(await test().call('DELETE', '/v1/tokens/current', { basic }), 'not_authenticated');
      }
      expect(await deletions()).toBe(4);
      await test().mailTo(who.email, /API token was revoked/);
      expectError(await test().call('DELETE', '/v1/tokens/current', { session }), 'not_authenticated');
    });

    // ASVS 8.3.2
    it('is seen at once by another node, for JWTs that it has verified before', async () => {
      const second = await openApp(test().app.ctx.config, { clock: test().clock, log: makeLogger('silent') });
      try {
        const http = await second.http();
        const parent = await makeToken(test(), who);
        const made = await child(parent, 'made');
        const jwts = [await jwtOf(test(), parent.secret), await jwtOf(test(), made.secret)];
        const there = async (jwt: string) =>
          (await http.inject({ url: '/v1/users/self', headers: { authorization: `Bearer ${jwt}` } }))
            .statusCode;
        for (const jwt of jwts) expect(await there(jwt)).toBe(200);
        await revoke(parent.id, '?descendants=true');
        for (const jwt of jwts) expect(await there(jwt)).toBe(401);
      } finally {
        await second.close();
      }
    });

    it('keeps what ended in the list for 30 days, apart from what lives', async () => {
      const live = await makeToken(test(), who);
      const ending = await makeToken(test(), who, { expires_in_days: 1 });
      const revoked = await makeToken(test(), who);
      await revoke(revoked.id);
      const jwt = await jwtOf(test(), ending.secret);
      expect(await listed('active')).toHaveLength(2);
      expect(await listed('ended')).toEqual([[revoked.id, 'revoked']]);
      test().clock.advance(days(1) - 1);
      expect(await works(ending.secret)).toBe(true);
      expect(await self(jwt)).toBe(401);
      const last = await jwtOf(test(), ending.secret);
      expect(await self(last)).toBe(200);
      test().clock.advance(1);
      expect([await works(ending.secret), await self(last)]).toEqual([false, 401]);
      session = await test().signIn(who);
      expect(await listed('active')).toEqual([[live.id, 'active']]);
      expect(await test().call('GET', '/v1/tokens', { session })).toMatchObject({
        body: { tokens: [{ id: live.id }] },
      });
      const ended = await listed('ended');
      expect(ended).toHaveLength(2);
      expect(ended).toEqual(
        expect.arrayContaining([
          [ending.id, 'expired'],
          [revoked.id, 'revoked'],
        ]),
      );
      expect(await listed('all')).toHaveLength(3);
      const shown = await test().call('GET', `/v1/tokens/${ending.id}`, { session });
      expect(shown.body.token.state).toBe('expired');
      expectError(await revoke(ending.id), 'not_found');
      test().clock.advance(days(29));
      session = await test().signIn(who);
      expect(await listed('ended')).toEqual([[ending.id, 'expired']]);
      test().clock.advance(days(1));
      session = await test().signIn(who);
      expect(await listed('all')).toEqual([[live.id, 'active']]);
      for (const { id } of [ending, revoked])
        expectError(await test().call('GET', `/v1/tokens/${id}`, { session }), 'not_found');
      expect(fieldCode(await test().call('GET', '/v1/tokens?state=gone', { session }), 'state')).toBe(
        'invalid',
      );
    });

    it('a JWT lives no longer than its token', async () => {
      const { secret } = await makeToken(test(), who, {
        expires_at: instantOf(test().clock.now() + 90_500),
      });
      const jwt = await jwtOf(test(), secret);
      const { exp } = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
      expect(exp).toBe(Math.floor((test().clock.now() + 90_500) / 1000));
      expect(await self(jwt)).toBe(200);
      test().clock.advance(90_500);
      expect(await self(jwt)).toBe(401);
    });

    // ASVS 8.2.2
    it('deleting another member’s token by id: nothing of theirs ends, with descendants neither', async () => {
      const other = await test().person();
      const theirs = await makeToken(test(), other);
      await child(theirs, 'made');
      await test().drain();
      const before = await snapshot(test().app);
      for (const query of ['', '?descendants=true']) expectError(await revoke(theirs.id, query), 'not_found');
      expect(await snapshot(test().app)).toEqual(before);
    });

    // ASVS 8.3.2
    it('rights kept after a transfer: an application that is somebody else’s drops out of every limit', async () => {
      const next = await test().person();
      const [moved, kept] = [await ownApplication(test(), who), await ownApplication(test(), who)];
      const asked = { scopes: ['account:read', 'apps:deploy'], applications: [moved, kept] };
      const { id, secret } = await makeToken(test(), who, asked);
      const only = await makeToken(test(), who, { ...asked, applications: [moved] });
      const jwt = await jwtOf(test(), secret);
      const seen = async (bearer: string) =>
        (await test().call('GET', '/v1/account/applications', { bearer })).body.applications.map(
          (application: { id: string }) => application.id,
        );
      const claimed = async (from: string) =>
        JSON.parse(Buffer.from((await jwtOf(test(), from)).split('.')[1] ?? '', 'base64url').toString())
          .applications;
      expect((await seen(jwt)).sort()).toEqual([moved, kept].sort());
      await ownApplication(test(), next, moved);
      expect(await seen(jwt)).toEqual([kept]);
      expect(await claimed(secret)).toEqual([kept]);
      // Limited to no application, which is not the same as not limited.
      expect(await claimed(only.secret)).toEqual([]);
      expect(await seen(await jwtOf(test(), only.secret))).toEqual([]);
      const show = async () => (await test().call('GET', `/v1/tokens/${id}`, { session })).body.token;
      expect((await show()).applications).toEqual([kept]);
      // The application comes back, but a token gets it again only when its owner asks for it.
      await ownApplication(test(), who, moved);
      expect(await claimed(secret)).toEqual([kept]);
      await removeApplication(test().app.ctx, commandActor('test'), kept);
      expect(await claimed(secret)).toEqual([]);
      expect((await show()).applications).toEqual([]);
    });

    it('an application that changed hands behind our back is not in a JWT either', async () => {
      const next = await test().person();
      const id = await ownApplication(test(), who);
      const { secret } = await makeToken(test(), who, { scopes: ['apps:deploy'], applications: [id] });
      await test().app.database.transaction((writer) =>
        writer.updateTable('applications').set({ account_id: next.id }).where('id', '=', id).execute(),
      );
      const jwt = await jwtOf(test(), secret);
      expect(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()).applications).toEqual(
        [],
      );
    });
  },
  { ...platform, LOGE_THROTTLING: 'off' },
);
