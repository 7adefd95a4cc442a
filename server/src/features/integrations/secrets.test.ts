import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everywhere } from '../../../test/everywhere.ts';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import {
  type CallOptions,
  databaseKinds,
  linkToken,
  openTestApp,
  type TestApp,
  type TestResponse,
} from '../../../test/harness.ts';
import { days, hours } from '../../kernel/clock.ts';
import { makeLogger } from '../../platform/log/logger.ts';

const application = {
  id: 'loge',
  secret: 'gloas-planted-secret-of-the-application',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};

describe.each(databaseKinds)('the secrets of providers (%s)', (kind) => {
  let test: TestApp;
  let gitLab: FakeGitLab;
  const logged: string[] = [];
  const answered: TestResponse[] = [];
  const secrets: string[] = [application.secret];

  beforeAll(async () => {
    gitLab = await startGitLab({ now: () => test.clock.now() });
    gitLab.register(application);
    const log = makeLogger('debug', { write: (line) => void logged.push(line) });
    const settings = {
      LOGE_GITLAB_URL: gitLab.origin,
      LOGE_GITLAB_CLIENT_ID: application.id,
      LOGE_GITLAB_CLIENT_SECRET: application.secret,
    };
    test = await openTestApp(kind, settings, log);
  });
  afterAll(async () => {
    await test?.close();
    await gitLab?.stop();
  });

  const send = async (method: string, path: string, options: CallOptions) => {
    const answer = await test.call(method, path, options);
    answered.push(answer);
    return answer;
  };
  const plant = (username: string): string => {
    const token = gitLab.makeToken(username, { scopes: ['api'] });
    secrets.push(token);
    return token;
  };

  // ASVS 10.1.1
  it('are in no answer, no log line, no mail, no copy of one’s data, no table and no file', async () => {
    const path = '/v1/scm_integrations';
    const who = await test.person();
    const session = await test.signIn(who, true);
    for (const username of ['lea', 'zoe', 'bot']) gitLab.addMember({ username });
    const link = (access_token: string, more = {}) =>
      send('POST', path, {
        session,
        body: {
          scm_integration: { scm_type: 'gitlab-self-hosted', url: gitLab.origin, access_token, ...more },
        },
      });
    // Linked, refused in every way, and linked again.
    expect((await link(plant('lea'))).status).toBe(201);
    await link(plant('lea'), { url: 'https://10.0.0.1' });
    await link(plant('lea'), { scm_type: 'github' });
    for (const mood of ['gone', 'html', 'failing', 'limited'] as const) {
      gitLab.mood = mood;
      await link(plant('lea'));
    }
    gitLab.mood = 'well';
    await link(plant('lea'));
    const begun = await send('POST', `${path}/authorizations`, {
      session,
      body: { authorization: { scm_type: 'gitlab' } },
    });
    const back = new URL(gitLab.approve(begun.body.authorization.url, 'zoe')).searchParams;
    const code = back.get('code') ?? '';
    secrets.push(code);
    const authorization = { scm_type: 'gitlab', state: back.get('state'), code };
    expect(
      (await send('POST', `${path}/authorizations/complete`, { session, body: { authorization } })).status,
    ).toBe(201);
    await send('POST', `${path}/authorizations/complete`, { session, body: { authorization } });
    // Used, renewed, checked, refused, exported.
    for (const type of ['gitlab', 'gitlab-self-hosted'])
      await send('GET', `${path}/${type}/search_repos?query=x`, { session });
    test.clock.advance(hours(3));
    await send('GET', `${path}/gitlab/search_repos?query=x`, { session });
    gitLab.moodFor = /oauth/;
    gitLab.mood = 'failing';
    test.clock.advance(hours(3));
    await send('GET', `${path}/gitlab/search_repos?query=x`, { session });
    gitLab.mood = 'well';
    test.clock.advance(days(1));
    await test.app.housekeeping.sweep();
    await test.drain();
    await send('GET', path, { session });
    await send('POST', '/v1/users/self/export', { session, body: { current_password: who.password } });
    const mail = await test.mailTo(who.email, /is ready/);
    const copy = await test.call('POST', '/v1/users/self/export/download', {
      session,
      body: { token: linkToken(mail) },
    });
    expect(copy.status).toBe(200);
    await send('DELETE', `${path}/gitlab-self-hosted`, { session });
    gitLab.mood = 'failing';
    await send('DELETE', `${path}/gitlab`, { session });
    for (const { accessToken, refreshToken } of gitLab.oauth.grants)
      secrets.push(accessToken, refreshToken ?? accessToken);
    expect(gitLab.oauth.grants.length).toBeGreaterThan(1);

    const places = await everywhere(test, answered, logged);
    expect(places.logs).toContain('/v1/scm_integrations');
    for (const [place, text] of Object.entries({ ...places, copy: textOf(copy) }))
      expect([place, secrets.filter((secret) => text.includes(secret))]).toEqual([place, []]);
  });
});

/** All files of the copy of one's data. */
const textOf = ({ body }: TestResponse): string =>
  Object.values(unzipSync(Buffer.from(body.export.zip_base64, 'base64')))
    .map((file) => strFromU8(file))
    .join('\n');
