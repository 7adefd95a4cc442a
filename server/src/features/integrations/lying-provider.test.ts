import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeGitLab } from '../../../test/fakes/gitlab.ts';
import {
  gitLabLinks,
  integrationsPath as path,
  startRegisteredGitLab,
} from '../../../test/fakes/gitlab-links.ts';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { days, hours } from '../../kernel/clock.ts';

describe.each(databaseKinds)('a provider that says odd things (%s)', (kind) => {
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

  const twisted = async <T>(answer: Record<string, unknown>, work: () => Promise<T>): Promise<T> => {
    gitLab.oauth.twisted = answer;
    return work().finally(() => {
      gitLab.oauth.twisted = {};
    });
  };
  const check = (session: string) => test.call('POST', `${path}/gitlab/check`, { session });

  it('of a link that it is another person’s now does not get that person shown here: the link is dead', async () => {
    const { who, session, username } = await links.linked();
    const before = await links.shown(session);
    const member = gitLab.members.find((one) => one.username === username);
    Object.assign(member ?? {}, { id: 999_000 });
    const checked = await check(session);
    expect(checked.body.scm_integration).toMatchObject({ state: 'revoked', uid: before.uid, username });
    await test.mailTo(who.email, /does not work/);
  });

  it('shows no address that a page must not link to, and no name that rewrites a sentence', async () => {
    const username = 'rtl-member';
    const member = gitLab.addMember({ username });
    const { session } = await links.someone(username);
    expect((await links.complete(session, await links.answer(session, username))).status).toBe(201);
    Object.assign(member, { username: 'lea\u202egpj' });
    const answer = await check(session);
    expect(JSON.stringify(answer.body)).not.toContain('\u202e');
  });

  it.each([
    ['a number as text', '7200', true],
    ['for centuries', 1e12, true],
    ['longer than numbers say', 1e300, true],
    ['not at all', 0, true],
    ['a negative time', -5, false],
    ['words', 'soon', false],
  ])('that says a token lives %s breaks nothing', async (_name, expires_in, linked) => {
    const { session, username } = await links.someone();
    const good = await links.answer(session, username);
    const made = await twisted({ expires_in }, () => links.complete(session, good));
    if (!linked) {
      expect(made.body.details).toEqual({ code: [{ code: 'authorization_failed' }] });
      return;
    }
    expect(made.status).toBe(201);
    expect((await links.search(session)).status).toBe(200);
    test.clock.advance(hours(1));
    await twisted({ expires_in }, async () => expect((await links.search(session)).status).toBe(200));
    expect(await links.shown(session)).toMatchObject({ state: 'ok' });
  });

  it('that gives no refresh token gives a link that says when it ends', async () => {
    const { session, username } = await links.someone();
    const good = await links.answer(session, username);
    const made = await twisted({ refresh_token: undefined }, () => links.complete(session, good));
    expect(made.body.scm_integration).toMatchObject({ expires_at: expect.any(String), state: 'expiring' });
    test.clock.advance(hours(3));
    expect((await links.search(session)).status).toBe(403);
    expect((await links.shown(session)).state).toBe('revoked');
  });

  it('that keeps the refresh token when it renews is asked with it again', async () => {
    const { session } = await links.linked();
    gitLab.oauth.keepsRefreshTokens = true;
    for (let renewal = 0; renewal < 3; renewal++) {
      test.clock.advance(hours(3));
      expect((await links.search(session)).status).toBe(200);
      expect(await links.shown(session)).toMatchObject({ state: 'ok', expires_at: null });
    }
    gitLab.oauth.keepsRefreshTokens = false;
  });

  it('that allows less with a renewal is looked at at once, and the member is told', async () => {
    const { who, session, username } = await links.linked();
    for (const grant of links.grantsOf(username)) Object.assign(grant, { scopes: ['read_user'] });
    test.clock.advance(hours(3));
    await links.search(session);
    await test.app.housekeeping.sweep();
    await test.drain();
    expect(await links.shown(session)).toMatchObject({
      state: 'scope_missing',
      scopes: ['read_user'],
      missing_scopes: ['read_api'],
    });
    await test.mailTo(who.email, /does not work/);
  });

  it('is not asked to renew what no clock has reached, nor forgotten when the clock jumps', async () => {
    const { who, session } = await links.linked();
    gitLab.forgetCalls();
    test.clock.advance(-days(1));
    expect((await links.search(session)).status).toBe(200);
    expect(gitLab.count('POST /oauth/token')).toBe(0);
    test.clock.advance(days(20));
    expect((await links.search(await test.signIn(who))).status).toBe(200);
    expect(gitLab.count('POST /oauth/token')).toBe(1);
  });
});
