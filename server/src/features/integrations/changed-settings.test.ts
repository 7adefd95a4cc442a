import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import {
  gitLabLinks,
  integrationsPath as path,
  startRegisteredGitLab,
} from '../../../test/fakes/gitlab-links.ts';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { type App, openApp } from '../../app.ts';
import { secretKeyRotate } from '../../cli/secret-key-rotate.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import { makeLogger } from '../../platform/log/logger.ts';

const drawn = () => randomBytes(36).toString('base64url');

describe.each(databaseKinds)('integrations when the operator changes the settings (%s)', (kind) => {
  let test: TestApp;
  let gitLab: FakeGitLab;
  let links: ReturnType<typeof gitLabLinks>;
  let node: App | null = null;
  const before = drawn();

  beforeEach(async () => {
    const started = await startRegisteredGitLab(() => test.clock.now());
    gitLab = started.gitLab;
    test = await openTestApp(kind, { ...started.settings, LOGE_SECRET_KEY: before });
    links = gitLabLinks(test, gitLab);
  });
  afterEach(async () => {
    await node?.close();
    node = null;
    await test?.close();
    await gitLab?.stop();
  });

  /** Starts Loge anew on the same database. */
  const restartWith = async (settings: Partial<Config>) => {
    await node?.close();
    node = await openApp(
      { ...test.app.ctx.config, ...settings },
      { clock: test.clock, log: makeLogger('silent') },
    );
    return node;
  };
  const ask = async (app: App, who: Person, method: 'GET' | 'POST' | 'DELETE', suffix = '') => {
    const http = await app.http();
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const signedIn = await http.inject({
      method: 'POST',
      url: '/v1/sessions',
      headers,
      payload: { session: { login: who.email, password: who.password } },
    });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const answer = await http.inject({
      method,
      url: `${path}/gitlab${suffix}`,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
  const runJobs = (app: App) => app.jobs.drain();

  it('work on after another secret key, and a grant that waited for its provider is still taken back', async () => {
    const [kept, gone] = [await links.linked(), await links.linked()];
    gitLab.moodFor = /oauth\/revoke/;
    gitLab.mood = 'failing';
    await test.call('DELETE', `${path}/gitlab`, { session: gone.session });
    await test.drain();
    const next = drawn();
    const rotation = { ...test.app.ctx.config, secretKey: next, previousSecretKey: before };
    const rotated = await secretKeyRotate.run({
      config: rotation,
      args: [],
      options: {},
      say: () => {},
      progress: () => {},
    });
    expect(rotated).toBe(0);
    const app = await restartWith({ secretKey: next, previousSecretKey: null });
    gitLab.mood = 'well';
    test.clock.advance(hours(1) + minutes(1));
    await runJobs(app);
    expect(links.goodGrantsOf(gone.username)).toBe(0);
    expect((await ask(app, kept.who, 'GET', '/search_repos?query=x')).status).toBe(200);
    test.clock.advance(hours(3));
    expect((await ask(app, kept.who, 'GET', '/search_repos?query=x')).status).toBe(200);
  });

  it('send neither a token nor the registration’s secret to the provider that another address names', async () => {
    const { who, username } = await links.linked();
    const other = await startGitLab({ now: () => test.clock.now() });
    try {
      const app = await restartWith({
        LOGE_GITLAB_URL: new URL(other.origin),
        LOGE_GITLAB_CLIENT_ID: 'another',
        LOGE_GITLAB_CLIENT_SECRET: 'gloas-of-the-other',
      });
      // While its token is good, the link works on where it is.
      expect((await ask(app, who, 'GET', '/search_repos?query=x')).status).toBe(200);
      test.clock.advance(hours(3));
      gitLab.forgetCalls();
      expect((await ask(app, who, 'GET', '/search_repos?query=x')).status).toBe(503);
      expect((await ask(app, who, 'POST', '/check')).body.scm_integration.state).toBe('unreachable');
      expect((await ask(app, who, 'DELETE')).status).toBe(204);
      await runJobs(app);
      expect([gitLab.calls, other.calls]).toEqual([[], []]);
      const back = await restartWith({});
      test.clock.advance(hours(1) + minutes(1));
      await runJobs(back);
      expect(links.goodGrantsOf(username)).toBe(0);
    } finally {
      await other.stop();
    }
  });

  it('do not die when the registration is missing for a while', async () => {
    const { who } = await links.linked();
    const without = await restartWith({ LOGE_GITLAB_CLIENT_ID: '', LOGE_GITLAB_CLIENT_SECRET: '' });
    test.clock.advance(hours(3));
    expect((await ask(without, who, 'GET', '/search_repos?query=x')).status).toBe(503);
    expect((await ask(without, who, 'POST', '/check')).body.scm_integration.state).toBe('unreachable');
    const back = await restartWith({});
    expect((await ask(back, who, 'POST', '/check')).body.scm_integration.state).toBe('ok');
    expect((await ask(back, who, 'GET', '/search_repos?query=x')).status).toBe(200);
  });

  it('that were made by token work on when their type is offered no more', async () => {
    const { who, session, username } = await links.someone();
    const access_token = gitLab.makeToken(username, { scopes: ['api'] });
    const scm_integration = { scm_type: 'gitlab-self-hosted', url: gitLab.origin, access_token };
    expect((await test.call('POST', path, { session, body: { scm_integration } })).status).toBe(201);
    const app = await restartWith({ LOGE_SCM_BY_TOKEN: [] });
    expect((await ask(app, who, 'GET', '-self-hosted/search_repos?query=x')).status).toBe(200);
    expect((await ask(app, who, 'POST', '-self-hosted/check')).body.scm_integration.state).toBe('ok');
    expect((await ask(app, who, 'DELETE', '-self-hosted')).status).toBe(204);
  });
});
