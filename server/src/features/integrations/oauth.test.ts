import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { databaseKinds, linkToken, openTestApp, type TestApp } from '../../../test/harness.ts';
import { move, undoLink, undoMove } from '../../../test/moves.ts';
import { journalTypes } from '../../../test/observe.ts';
import { days, hours, minutes } from '../../kernel/clock.ts';

const application = {
  id: 'loge',
  secret: 'gloas-secret',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};

describe.each(databaseKinds)('an integration by OAuth (%s)', (kind) => {
  let test: TestApp;
  let gitLab: FakeGitLab;
  let counted = 0;

  beforeAll(async () => {
    gitLab = await startGitLab({ now: () => test.clock.now() });
    gitLab.register(application);
    test = await openTestApp(kind, {
      LOGE_GITLAB_URL: gitLab.origin,
      LOGE_GITLAB_CLIENT_ID: application.id,
      LOGE_GITLAB_CLIENT_SECRET: application.secret,
    });
  });
  afterAll(async () => {
    await test?.close();
    await gitLab?.stop();
  });

  const path = '/v1/scm_integrations';
  const begin = async (session: string): Promise<string> => {
    const body = { authorization: { scm_type: 'gitlab' } };
    const begun = await test.call('POST', `${path}/authorizations`, { session, body });
    expect(begun.status).toBe(201);
    return begun.body.authorization.url;
  };
  const complete = (session: string, authorization: Record<string, unknown>) =>
    test.call('POST', `${path}/authorizations/complete`, {
      session,
      body: { authorization: { scm_type: 'gitlab', ...authorization } },
    });
  const answerOf = (back: string) => Object.fromEntries(new URL(back).searchParams);
  const answer = (address: string, username: string, refused = false) => {
    const { error_description: _, ...rest } = answerOf(gitLab.approve(address, username, refused));
    return rest;
  };
  const someone = async () => {
    const who = await test.person();
    const username = `lea${counted++}`;
    gitLab.addMember({ username });
    return { who, username, session: await test.signIn(who) };
  };
  const linked = async () => {
    const one = await someone();
    const made = await complete(one.session, answer(await begin(one.session), one.username));
    expect(made.status).toBe(201);
    return { ...one, id: made.body.scm_integration.id as string };
  };
  const isRevoked = (username: string) =>
    gitLab.oauth.grants.filter((grant) => grant.username === username).every(({ revoked }) => revoked);
  const rowsOf = (accountId: string) =>
    test.app.ctx.reader.selectFrom('integrations').selectAll().where('account_id', '=', accountId).execute();
  const search = (session: string) => test.call('GET', `${path}/gitlab/search_repos?query=x`, { session });

  it('asks the provider with state, PKCE and the exact address to come back to', async () => {
    const { session } = await someone();
    const url = new URL(await begin(session));
    expect(url.origin + url.pathname).toBe(`${gitLab.origin}/oauth/authorize`);
    expect(answerOf(url.href)).toMatchObject({
      response_type: 'code',
      client_id: application.id,
      redirect_uri: application.redirectUri,
      scope: 'api',
      code_challenge_method: 'S256',
    });
    expect(url.href).not.toContain(application.secret);
  });

  it('is linked when the member allows it: shown at its type, in the log and by mail', async () => {
    const { who, session, username, id } = await linked();
    const shown = await test.call('GET', `${path}/gitlab`, { session });
    expect(shown.body.scm_integration).toMatchObject({
      id,
      scm_type: 'gitlab',
      url: gitLab.origin,
      username,
      state: 'ok',
      scopes: ['api'],
      expires_at: null,
    });
    expect(await journalTypes(test.app, who.id)).toContain('new_integration');
    await test.mailTo(who.email, /was connected/);
    expect((await search(session)).status).toBe(200);
  });

  const fieldOf = ({ status, body }: { status: number; body: { details: unknown } }) => [
    status,
    body.details,
  ];

  // ASVS 10.1.2, 10.2.1
  it('is not linked by a state that is missing, made up, used, late, or of another browser', async () => {
    const { who, session, username } = await someone();
    const good = answer(await begin(session), username);
    const other = await someone();
    const wrong = (code: string) => [422, { state: [{ code }] }];
    const { state: _, ...stateless } = good;
    expect(fieldOf(await complete(session, stateless))).toEqual(wrong('missing'));
    expect(fieldOf(await complete(session, { ...good, state: 'x'.repeat(43) }))).toEqual(
      wrong('invalid_link'),
    );
    // Another member's browser, and another browser of the same member.
    expect(fieldOf(await complete(other.session, good))).toEqual(wrong('invalid_link'));
    expect(fieldOf(await complete(await test.signIn(who), good))).toEqual(wrong('invalid_link'));
    // GitHub sent the browser back, and GitLab was asked: the code is GitHub's.
    expect(fieldOf(await complete(session, { ...good, scm_type: 'github' }))).toEqual(wrong('invalid_link'));
    expect((await complete(session, good)).status).toBe(201);
    expect(fieldOf(await complete(session, good))).toEqual(wrong('used_link'));
    const late = answer(await begin(other.session), other.username);
    test.clock.advance(minutes(11));
    expect(fieldOf(await complete(other.session, late))).toEqual(wrong('expired_link'));
    expect((await test.call('GET', `${path}/gitlab`, { session: other.session })).status).toBe(404);
  });

  // ASVS 10.2.2
  it('is not linked when the member says no, or the code is no good', async () => {
    const { session, username } = await someone();
    const denied = await complete(session, answer(await begin(session), username, true));
    expect(fieldOf(denied)).toEqual([422, { code: [{ code: 'authorization_denied' }] }]);
    const good = answer(await begin(session), username);
    const wrong = await complete(session, { ...good, code: 'stolen' });
    expect(fieldOf(wrong)).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
    expect((await complete(session, good)).body.details).toEqual({ state: [{ code: 'used_link' }] });
    const mixed = await complete(session, {
      ...answer(await begin(session), username),
      iss: 'https://github.com',
    });
    expect(fieldOf(mixed)).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
    // A code that was caught is of no use without the verifier of its own state.
    const caught = answer(await begin(session), username);
    const own = answer(await begin(session), username);
    const swapped = await complete(session, { state: own.state, code: caught.code });
    expect(fieldOf(swapped)).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
  });

  it('says 503 when the provider is away on the way back, and nothing is linked', async () => {
    const { session, username } = await someone();
    const good = answer(await begin(session), username);
    gitLab.mood = 'gone';
    const away = await complete(session, good);
    gitLab.mood = 'well';
    expect([away.status, away.body.code]).toEqual([503, 'provider_unreachable']);
    expect((await test.call('GET', `${path}/gitlab`, { session })).status).toBe(404);
  });

  it('is refused while it is linked on another account', async () => {
    const { username } = await linked();
    const other = await someone();
    const again = await complete(other.session, answer(await begin(other.session), username));
    expect(fieldOf(again)).toEqual([422, { base: [{ code: 'linked_elsewhere' }] }]);
  });

  it('takes the grant back at the provider when it is disconnected, for three days if need be', async () => {
    const [quick, slow, never] = [await linked(), await linked(), await linked()];
    const disconnect = async ({ session }: { session: string }) =>
      expect((await test.call('DELETE', `${path}/gitlab`, { session })).status).toBe(204);
    await disconnect(quick);
    await test.drain();
    expect(isRevoked(quick.username)).toBe(true);
    gitLab.mood = 'failing';
    await disconnect(slow);
    await test.drain();
    expect((await test.call('GET', `${path}/gitlab`, { session: slow.session })).status).toBe(404);
    test.clock.advance(hours(2));
    await test.drain();
    expect(isRevoked(slow.username)).toBe(false);
    gitLab.mood = 'well';
    test.clock.advance(hours(2));
    await test.drain();
    expect(isRevoked(slow.username)).toBe(true);
    gitLab.mood = 'failing';
    const session = await test.signIn(never.who);
    await disconnect({ session });
    for (let hour = 0; hour < 75; hour++) {
      test.clock.advance(hours(1));
      await test.drain();
    }
    gitLab.mood = 'well';
    gitLab.forgetCalls();
    test.clock.advance(days(2));
    await test.drain();
    expect(gitLab.count('POST /oauth/revoke')).toBe(0);
    const { reader } = test.app.ctx;
    const open = reader.selectFrom('jobs').select('kind').where('done_at', 'is', null);
    const kinds = (await open.execute()).map((job) => job.kind);
    expect(kinds).not.toContain('integrations.revoke-grant');
  });

  it('goes with the account when it is erased, and its grant is taken back', async () => {
    const { who, session, username } = await linked();
    await test.call('POST', '/v1/users/delete', { session });
    const mail = await test.mailTo(who.email, /Confirm that your account/);
    const [, id] = /[?&]id=([^&\s]+)/.exec(mail.text) ?? [];
    const body = { deletion: { token: linkToken(mail) } };
    const done = await test.call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
    expect(done.status).toBe(200);
    test.clock.advance(days(8));
    await test.drain();
    expect((await journalTypes(test.app, who.id)).at(-1)).toBe('account_erased');
    expect(await rowsOf(who.id)).toEqual([]);
    await test.drain();
    expect(isRevoked(username)).toBe(true);
  });

  it('that a thief made does not outlive the undo of their change of address; an older one stays', async () => {
    const mine = await linked();
    test.clock.advance(hours(1));
    const stolen = await test.signIn(mine.who);
    const thief = `thief${counted++}`;
    gitLab.addMember({ username: thief });
    expect((await complete(stolen, answer(await begin(stolen), thief))).status).toBe(201);
    await move(test, stolen, mine.who);
    await undoMove(test, await undoLink(test, mine.who.email));
    expect((await rowsOf(mine.who.id)).map(({ username }) => username)).toEqual([mine.username]);
    await test.drain();
    expect([isRevoked(thief), isRevoked(mine.username)]).toEqual([true, false]);
    expect(await journalTypes(test.app, mine.who.id)).toContain('delete_integration');
  });
});
