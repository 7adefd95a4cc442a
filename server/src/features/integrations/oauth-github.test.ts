import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../../test/fakes/github.ts';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { hours, minutes } from '../../kernel/clock.ts';

const redirectUri = 'http://localhost:4310/users/github/callback';

describe.each(databaseKinds)('an integration with GitHub (%s)', (kind) => {
  describe.each([
    ['an OAuth app whose tokens never end', 'Ov23liaaaaaaaaaaaaaa', null],
    ['an OAuth app whose tokens live 8 hours', 'Ov23libbbbbbbbbbbbbbb', 28_800],
    ['a GitHub App', 'Iv23licccccccccccccc', 28_800],
  ])('by %s', (_name, id, tokenSeconds) => {
    let test: TestApp;
    let gitHub: FakeGitHub;
    let counted = 0;

    beforeAll(async () => {
      gitHub = await startGitHub({ now: () => test.clock.now() });
      const secret = 'the-secret-of-the-registration';
      gitHub.register({ id, secret, redirectUri, tokenSeconds });
      test = await openTestApp(kind, {
        LOGE_GITHUB_URL: gitHub.origin,
        LOGE_GITHUB_CLIENT_ID: id,
        LOGE_GITHUB_CLIENT_SECRET: secret,
      });
    });
    afterAll(async () => {
      await test?.close();
      await gitHub?.stop();
    });

    const path = '/v1/scm_integrations';
    const link = async (session: string, login: string) => {
      const begun = await test.call('POST', `${path}/authorizations`, {
        session,
        body: { authorization: { scm_type: 'github' } },
      });
      const back = new URL(gitHub.approve(begun.body.authorization.url, login)).searchParams;
      const authorization = { scm_type: 'github', state: back.get('state'), code: back.get('code') };
      const made = await test.call('POST', `${path}/authorizations/complete`, {
        session,
        body: { authorization },
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return made.body.scm_integration;
    };
    const linked = async () => {
      const login = `lea${counted++}`;
      gitHub.addMember({ login });
      const who = await test.person();
      const session = await test.signIn(who, true);
      return { who, session, login, integration: await link(session, login) };
    };
    /** How many grants are good, or can be renewed. */
    const goodGrantsOf = (login: string) =>
      gitHub.oauth.grants.filter(({ username, revoked }) => username === login && !revoked).length;

    it('is linked, works after its token has ended, and is shown in the user object', async () => {
      const { who, session, login, integration } = await linked();
      expect(integration).toMatchObject({
        scm_type: 'github',
        username: login,
        state: 'ok',
        missing_scopes: [],
      });
      expect(integration.expires_at).toBeNull();
      if (id.startsWith('Iv')) expect(integration.scopes).toBeNull();
      else expect(integration.scopes).toContain('repo');
      const self = async () => (await test.call('GET', '/v1/users/self', { session })).body.user.github;
      expect(await self()).toMatchObject({ username: login, profile_url: expect.stringContaining(login) });
      test.clock.advance(hours(9));
      gitHub.forgetCalls();
      const { jwt } = await test.bearer(who);
      const search = await test.call('GET', `${path}/github/search_repos?query=x`, { bearer: jwt });
      expect([search.status, search.body]).toEqual([200, { repositories: [] }]);
      expect(gitHub.count('POST /login/oauth/access_token')).toBe(tokenSeconds === null ? 0 : 1);
      expect((await test.call('DELETE', `${path}/github`, { session })).status).toBe(204);
      await test.drain();
      expect(goodGrantsOf(login)).toBe(0);
      expect(await self()).toBeNull();
    });

    it('that is disconnected after its token has ended leaves no grant that could be renewed', async () => {
      const { who, login } = await linked();
      test.clock.advance(hours(9));
      const { jwt } = await test.bearer(who);
      expect((await test.call('DELETE', `${path}/github`, { bearer: jwt })).status).toBe(204);
      await test.drain();
      expect(goodGrantsOf(login)).toBe(0);
    });

    it('that is connected again while GitHub still has to take the former grant back goes on working', async () => {
      const { who, session, login } = await linked();
      gitHub.moodFor = /\/applications\//;
      gitHub.mood = 'failing';
      expect((await test.call('DELETE', `${path}/github`, { session })).status).toBe(204);
      await test.drain();
      await link(session, login);
      [gitHub.mood, gitHub.moodFor] = ['well', null];
      test.clock.advance(minutes(61));
      await test.drain();
      expect(goodGrantsOf(login)).toBe(1);
      const { jwt } = await test.bearer(who);
      expect((await test.call('GET', `${path}/github/search_repos?query=x`, { bearer: jwt })).status).toBe(
        200,
      );
    });

    it('is not linked by a code that GitHub refuses with status 200', async () => {
      const who = await test.person();
      const session = await test.signIn(who);
      const begun = await test.call('POST', `${path}/authorizations`, {
        session,
        body: { authorization: { scm_type: 'github' } },
      });
      const state = new URL(begun.body.authorization.url).searchParams.get('state');
      const authorization = { scm_type: 'github', state, code: 'made-up' };
      const wrong = await test.call('POST', `${path}/authorizations/complete`, {
        session,
        body: { authorization },
      });
      expect([wrong.status, wrong.body.details]).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
    });

    it('that was revoked at GitHub is found by the check', async () => {
      const { who, session, login } = await linked();
      for (const grant of gitHub.oauth.grants) if (grant.username === login) grant.revoked = true;
      const checked = await test.call('POST', `${path}/github/check`, { session });
      expect(checked.body.scm_integration.state).toBe('revoked');
      await test.mailTo(who.email, /does not work/);
    });
  });
});
