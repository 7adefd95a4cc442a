import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeGitLab } from '../../../test/fakes/gitlab.ts';
import {
  gitLabLinks,
  integrationsPath as path,
  startRegisteredGitLab,
} from '../../../test/fakes/gitlab-links.ts';
import { databaseKinds, linkToken, openTestApp, type TestApp } from '../../../test/harness.ts';
import { journalTypes } from '../../../test/observe.ts';
import { enableTotp } from '../../../test/totp.ts';
import { days, hours, minutes } from '../../kernel/clock.ts';

describe.each(databaseKinds)('an integration at a bad moment (%s)', (kind) => {
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

  /** Does something while the provider's answers at these paths are on their way. */
  const during = async <T>(paths: RegExp, asked: () => Promise<T>, meanwhile: () => Promise<unknown>) => {
    let release = () => {};
    gitLab.held = {
      paths,
      until: new Promise((resolve) => {
        release = resolve;
      }),
    };
    const before = gitLab.calls.length;
    const answered = asked();
    while (!gitLab.calls.slice(before).some((call) => paths.test(call)))
      await new Promise((resolve) => setImmediate(resolve));
    const { held } = gitLab;
    gitLab.held = null;
    await meanwhile();
    release();
    expect(held).not.toBeNull();
    return answered;
  };

  it('is linked once by a state that comes twice at once', async () => {
    const { who, session, username } = await links.someone();
    const good = await links.answer(session, username);
    const answers = await Promise.all([links.complete(session, good), links.complete(session, good)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused?.body.details).toEqual({ state: [{ code: 'used_link' }] });
    expect(await links.rowsOf(who.id)).toHaveLength(1);
  });

  it('of one account at the provider goes to one of two members who link it at once, and the other’s grant is ended', async () => {
    const one = await links.someone();
    const two = await links.someone(one.username);
    const given = await Promise.all([one, two].map(({ session }) => links.answer(session, one.username)));
    const answers = await Promise.all([
      links.complete(one.session, given[0] ?? {}),
      links.complete(two.session, given[1] ?? {}),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.details).toEqual({
      base: [{ code: 'linked_elsewhere' }],
    });
    await test.drain();
    expect(links.goodGrantsOf(one.username)).toBe(1);
    const winner = answers[0]?.status === 201 ? one : two;
    expect((await links.search(winner.session)).status).toBe(200);
  });

  it('that one member links in two windows at once is one link that works, with one grant', async () => {
    const { who, session, username } = await links.someone();
    const [one, two] = [await links.answer(session, username), await links.answer(session, username)];
    const answers = await Promise.all([links.complete(session, one), links.complete(session, two)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await links.rowsOf(who.id)).toHaveLength(1);
    await test.drain();
    expect(links.goodGrantsOf(username)).toBe(1);
    expect((await links.search(session)).status).toBe(200);
  });

  it('that is disconnected while it is renewed stays so, and the pair that came meanwhile is taken back', async () => {
    const { who, session, username, id } = await links.linked();
    test.clock.advance(hours(3));
    const used = await during(
      /oauth\/token$/,
      () => links.search(session),
      async () => {
        expect((await test.call('DELETE', `${path}/${id}`, { session })).status).toBe(204);
        await test.drain();
      },
    );
    expect([used.status, used.body.code]).toEqual([404, 'not_found']);
    expect(await links.rowsOf(who.id)).toEqual([]);
    await test.drain();
    expect(links.grantsOf(username)).toHaveLength(2);
    expect(links.goodGrantsOf(username)).toBe(0);
  });

  it('that is disconnected while it is checked stays so', async () => {
    const { who, session, id } = await links.linked();
    const checked = await during(
      /api\/v4\/user/,
      () => test.call('POST', `${path}/${id}/check`, { session }),
      () => test.call('DELETE', `${path}/${id}`, { session }),
    );
    expect(checked.status).toBe(404);
    expect(await links.rowsOf(who.id)).toEqual([]);
  });

  it('that is connected again while it is renewed works, and no other pair is left at the provider', async () => {
    const { who, session, username, id } = await links.linked();
    test.clock.advance(hours(3));
    const fresh = await test.signIn(who);
    const again = await links.answer(fresh, username);
    const used = await during(
      /oauth\/token$/,
      () => links.search(session),
      async () => expect((await links.complete(fresh, again)).body.scm_integration.id).toBe(id),
    );
    expect(used.status).toBe(200);
    expect((await links.search(session)).status).toBe(200);
    await test.drain();
    expect(await links.shown(session)).toMatchObject({ id, state: 'ok' });
    expect(links.goodGrantsOf(username)).toBe(1);
    expect((await links.search(session)).status).toBe(200);
  });

  it('whose token is refused before its end is renewed, and the caller notices nothing', async () => {
    const { who, session, username } = await links.linked();
    // The provider's clock is ahead, or it ended the token for a reason of its own.
    for (const grant of links.grantsOf(username)) Object.assign(grant, { expiresAt: test.clock.now() - 1 });
    expect((await links.search(session)).status).toBe(200);
    for (const grant of links.grantsOf(username)) Object.assign(grant, { expiresAt: test.clock.now() - 1 });
    const checked = await test.call('POST', `${path}/gitlab/check`, { session });
    expect(checked.body.scm_integration.state).toBe('ok');
    expect(await journalTypes(test.app, who.id)).not.toContain('integration_broken');
  });

  it('whose token is refused while another caller has it renewed already goes on with the new one', async () => {
    const { who, session, username } = await links.linked();
    for (const grant of links.grantsOf(username)) Object.assign(grant, { expiresAt: test.clock.now() - 1 });
    const used = await during(
      /\/projects/,
      () => links.search(session),
      async () => {
        const checked = await test.call('POST', `${path}/gitlab/check`, { session });
        expect(checked.body.scm_integration.state).toBe('ok');
      },
    );
    expect(used.status).toBe(200);
    expect(await links.shown(session)).toMatchObject({ state: 'ok' });
    expect(await journalTypes(test.app, who.id)).not.toContain('integration_broken');
    expect(gitLab.count('POST /oauth/token')).toBeGreaterThan(0);
    expect(links.goodGrantsOf(username)).toBe(1);
  });

  it('whose token is refused while another caller is renewing it waits for the new one', async () => {
    const { who, session, username } = await links.linked();
    for (const grant of links.grantsOf(username)) Object.assign(grant, { expiresAt: test.clock.now() - 1 });
    gitLab.forgetCalls();
    const checked = await during(
      /oauth\/token$/,
      () => test.call('POST', `${path}/gitlab/check`, { session }),
      async () => {
        const used = links.search(session);
        while (gitLab.count('GET /api/v4/projects') === 0)
          await new Promise((resolve) => setImmediate(resolve));
        void used.then(({ status }) => expect(status).toBe(200));
      },
    );
    expect(checked.body.scm_integration.state).toBe('ok');
    expect((await links.search(session)).status).toBe(200);
    expect(gitLab.count('POST /oauth/token')).toBe(1);
    expect(await journalTypes(test.app, who.id)).not.toContain('integration_broken');
  });

  it.each([
    ['signed out', async (session: string) => test.call('DELETE', '/v1/sessions/current', { session })],
    [
      'suspended',
      async (_: string, id: string) =>
        test.app.database.migrations
          .withTables<{ accounts: { id: string; suspended_at: string } }>()
          .updateTable('accounts')
          .set({ suspended_at: '2026-11-23T12:00:00.000Z' })
          .where('id', '=', id)
          .execute(),
    ],
    [
      'being deleted',
      async (_: string, id: string) =>
        test.app.database.migrations
          .withTables<{ accounts: { id: string; deleting_since: string } }>()
          .updateTable('accounts')
          .set({ deleting_since: '2026-11-23T12:00:00.000Z' })
          .where('id', '=', id)
          .execute(),
    ],
  ])(
    'is not made for somebody who is %s while the provider is asked, and what it granted is ended',
    async (_name, end) => {
      const { who, session, username } = await links.someone();
      const good = await links.answer(session, username);
      const made = await during(
        /api\/v4\/user/,
        () => links.complete(session, good),
        () => end(session, who.id),
      );
      expect([401, 403]).toContain(made.status);
      expect(await links.rowsOf(who.id)).toEqual([]);
      await test.drain();
      expect([links.grantsOf(username).length, links.goodGrantsOf(username)]).toEqual([1, 0]);
    },
  );

  it('is not made for somebody who held the account until its owner reset the password, though the provider was being asked', async () => {
    const { who, session, username } = await links.someone();
    const [good, late] = [await links.answer(session, username), await links.answer(session, username)];
    const made = await during(
      /oauth\/token$/,
      () => links.complete(session, good),
      async () => {
        await test.call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
        const token = linkToken(await test.mailTo(who.email, /Choose a new password/));
        const user = { token, password: 'the owner chose this one' };
        expect((await test.call('PUT', '/v1/users/password/reset', { body: { user } })).status).toBe(200);
      },
    );
    expect(made.status).toBe(401);
    expect((await links.complete(session, late)).status).toBe(401);
    const owner = await test.signIn({ ...who, password: 'the owner chose this one' });
    expect((await links.complete(owner, late)).body.details.state[0].code).toBe('used_link');
    expect(await links.rowsOf(who.id)).toEqual([]);
    await test.drain();
    expect(links.goodGrantsOf(username)).toBe(0);
  });

  it('is not made by what another session began before a second factor was turned on', async () => {
    const { who, session, username } = await links.someone();
    const good = await links.answer(session, username);
    await enableTotp(test, who);
    const made = await links.complete(session, good);
    expect([made.status, made.body.details]).toEqual([422, { state: [{ code: 'used_link' }] }]);
    expect(await links.rowsOf(who.id)).toEqual([]);
  });

  it('that is disconnected long after its last use leaves no refresh token behind', async () => {
    const { session, username } = await links.linked();
    test.clock.advance(days(6));
    expect((await test.call('DELETE', `${path}/gitlab`, { session })).status).toBe(204);
    await test.drain();
    expect(links.goodGrantsOf(username)).toBe(0);
  });

  it('that is connected again while the provider still has to take the former grant back goes on working', async () => {
    const { session, username } = await links.linked();
    gitLab.moodFor = /oauth\/revoke/;
    gitLab.mood = 'failing';
    await test.call('DELETE', `${path}/gitlab`, { session });
    await test.drain();
    expect((await links.complete(session, await links.answer(session, username))).status).toBe(201);
    [gitLab.mood, gitLab.moodFor] = ['well', null];
    test.clock.advance(minutes(61));
    await test.drain();
    expect(links.goodGrantsOf(username)).toBe(1);
    expect((await links.search(session)).status).toBe(200);
  });
});
