import { sshKeys } from '@loge/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeGitLab } from '../../../test/fakes/gitlab.ts';
import {
  gitLabLinks,
  integrationsPath as path,
  startRegisteredGitLab,
} from '../../../test/fakes/gitlab-links.ts';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { minutes } from '../../kernel/clock.ts';

describe.each(databaseKinds)('integrations are bounded (%s)', (kind) => {
  let test: TestApp;
  let gitLab: FakeGitLab;
  let links: ReturnType<typeof gitLabLinks>;

  beforeAll(async () => {
    const started = await startRegisteredGitLab(() => test.clock.now());
    gitLab = started.gitLab;
    test = await openTestApp(kind, started.settings);
    links = gitLabLinks(test, gitLab);
  });
  afterAll(async () => {
    await test?.close();
    await gitLab?.stop();
  });

  const link = (session: string, username: string) => {
    const access_token = gitLab.makeToken(username, { scopes: ['api'] });
    const scm_integration = { scm_type: 'gitlab-self-hosted', url: gitLab.origin, access_token };
    return test.call('POST', path, { session, body: { scm_integration } });
  };

  it('to twenty of an account, however many are linked at once; one that is there is connected again all the same', async () => {
    const { who, session } = await links.someone();
    const names = Array.from({ length: 24 }, (_, i) => `many${i}`);
    for (const username of names) gitLab.addMember({ username });
    const answers = await Promise.all(names.map((name) => link(session, name)));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body.details)).toEqual(
      Array(4).fill({ base: [{ code: 'too_many', max: 20 }] }),
    );
    expect(await links.rowsOf(who.id)).toHaveLength(20);
    const there = names[answers.findIndex(({ status }) => status === 201)] ?? '';
    expect((await link(session, there)).status).toBe(201);
  });

  it('to sixty calls by hand in ten minutes', async () => {
    const { who, session } = await links.someone();
    const call = (by = session) => link(by, 'nobody-there');
    for (let n = 0; n < 60; n++) expect((await call()).status).toBe(422);
    gitLab.forgetCalls();
    const limited = await call();
    expect([limited.status, limited.body.code, gitLab.calls]).toEqual([429, 'throttled', []]);
    test.clock.advance(minutes(10));
    expect((await call(await test.signIn(who))).status).toBe(422);
  });

  it('to the keys that an account can have, of ten thousand at the provider', async () => {
    const username = 'keys';
    const keys = Array.from({ length: 10_000 }, (_, i) => ({ title: `k${i}`, key: newSshKey().line }));
    gitLab.addMember({ username, keys });
    const { session } = await links.someone(username);
    expect((await link(session, username)).status).toBe(201);
    gitLab.forgetCalls();
    const brought = await test.call('POST', `${path}/gitlab-self-hosted/import_keys`, { session, body: {} });
    expect([brought.status, brought.body.keys.length]).toEqual([201, sshKeys.maxKeys]);
    expect(gitLab.calls.length).toBeLessThanOrEqual(10);
    const reasons = new Set(brought.body.refused.map(({ reason }: { reason: string }) => reason));
    expect([...reasons]).toEqual(['too_many']);
  });

  it('to tokens of people: one of a project, a group or a bot is refused, and nothing is stored', async () => {
    const { who, session } = await links.someone();
    for (const kind of ['bot', 'project', 'group'] as const) {
      const username = kind === 'bot' ? 'a-bot' : `${kind}_7_bot_x`;
      gitLab.addMember({ username, ...(kind === 'bot' ? { kind } : {}) });
      const made = await link(session, username);
      expect([kind, made.body.details]).toEqual([kind, { access_token: [{ code: 'token_of_no_person' }] }]);
    }
    expect(await links.rowsOf(who.id)).toEqual([]);
  });

  it('to a browser’s session where a provider is asked for by OAuth: no token begins or ends that', async () => {
    const { who, session, username } = await links.someone();
    const { jwt } = await test.bearer(who);
    const begun = await test.call('POST', `${path}/authorizations`, {
      bearer: jwt,
      body: { authorization: { scm_type: 'gitlab' } },
    });
    expect([401, 403]).toContain(begun.status);
    const authorization = await links.answer(session, username);
    const done = await test.call('POST', `${path}/authorizations/complete`, {
      bearer: jwt,
      body: { authorization },
    });
    expect([401, 403]).toContain(done.status);
    expect((await links.complete(session, authorization)).status).toBe(201);
  });

  it('to one use of a code: with another state it gives nothing', async () => {
    const { session, username } = await links.someone();
    const first = await links.answer(session, username);
    expect((await links.complete(session, first)).status).toBe(201);
    const second = await links.answer(session, username);
    const again = await links.complete(session, { ...second, code: first.code });
    expect([again.status, again.body.details]).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
  });
});
