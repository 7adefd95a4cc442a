import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { journalTypes } from '../../../test/observe.ts';
import { type App, openApp } from '../../app.ts';
import { hours, seconds } from '../../kernel/clock.ts';
import { makeLogger } from '../../platform/log/logger.ts';

const application = {
  id: 'loge',
  secret: 'gloas-secret',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};
const callers = 1000;

describe.each(databaseKinds)('the renewal of a pair of tokens (%s)', (kind) => {
  let test: TestApp;
  let other: App;
  let nodes: readonly FastifyInstance[];
  let gitLab: FakeGitLab;
  let counted = 0;

  beforeAll(async () => {
    gitLab = await startGitLab({ now: () => test.clock.now() });
    gitLab.register(application);
    test = await openTestApp(kind, {
      LOGE_THROTTLING: 'off',
      LOGE_GITLAB_URL: gitLab.origin,
      LOGE_GITLAB_CLIENT_ID: application.id,
      LOGE_GITLAB_CLIENT_SECRET: application.secret,
    });
    other = await openApp(test.app.ctx.config, { clock: test.clock, log: makeLogger('silent') });
    nodes = [test.http, await other.http()];
  });
  afterAll(async () => {
    await other?.close();
    await test?.close();
    await gitLab?.stop();
  });

  const path = '/v1/scm_integrations';
  /** A member whose access token has ended. */
  const withEndedToken = async () => {
    const who = await test.person();
    const username = `lea${counted++}`;
    gitLab.addMember({ username });
    const session = await test.signIn(who, true);
    const begun = await test.call('POST', `${path}/authorizations`, {
      session,
      body: { authorization: { scm_type: 'gitlab' } },
    });
    const back = new URL(gitLab.approve(begun.body.authorization.url, username)).searchParams;
    const authorization = { scm_type: 'gitlab', state: back.get('state'), code: back.get('code') };
    const made = await test.call('POST', `${path}/authorizations/complete`, {
      session,
      body: { authorization },
    });
    expect(made.status).toBe(201);
    const id: string = made.body.scm_integration.id;
    test.clock.advance(hours(3));
    gitLab.forgetCalls();
    const { jwt } = await test.bearer(who);
    return { who, username, id, jwt };
  };
  const search = async (node: number, jwt: string) =>
    (
      await nodes[node]?.inject({
        url: `${path}/gitlab/search_repos?query=x`,
        headers: { authorization: `Bearer ${jwt}` },
      })
    )?.statusCode;
  const stateOf = async ({ jwt }: { jwt: string }) =>
    (await test.call('GET', `${path}/gitlab`, { bearer: jwt })).body.scm_integration.state;
  const isTold = (who: Person) =>
    test.smtp.mails.some(({ to, subject }) => to.includes(who.email) && /does not work/.test(subject));

  /** Lets those look again who wait for the other node, until all have their answer. */
  const settled = async <T>(work: readonly Promise<T>[]): Promise<T[]> => {
    let over = false;
    const all = Promise.all(work).finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      // The renewal itself is over by then: a wait that is due no sooner than the provider's answer.
      if (gitLab.count('POST /oauth/token') > 0) test.clock.advance(1);
    }
    return all;
  };

  it(`is asked for once, though ${callers} callers on two nodes need it at the same moment`, async () => {
    const { who, jwt } = await withEndedToken();
    const answers = await settled(Array.from({ length: callers }, (_, i) => search(i % 2, jwt)));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect(gitLab.count('POST /oauth/token')).toBe(1);
    expect(
      (await journalTypes(test.app, who.id)).filter((type) => type === 'integration_renewed'),
    ).toHaveLength(1);
    // The next pair ends in its turn, and is renewed with the refresh token that came with it.
    test.clock.advance(hours(3));
    const again = await test.bearer(who);
    expect(await search(1, again.jwt)).toBe(200);
    expect(gitLab.count('POST /oauth/token')).toBe(2);
  });

  it('that the provider refuses for good breaks the link at once: on the card, in the log and in one mail', async () => {
    const { who, username, jwt } = await withEndedToken();
    for (const grant of gitLab.oauth.grants) if (grant.username === username) grant.revoked = true;
    const answers = await settled([search(0, jwt), search(1, jwt), search(0, jwt)]);
    expect(answers).toEqual([403, 403, 403]);
    expect(await stateOf({ jwt })).toBe('revoked');
    await test.mailTo(who.email, /does not work/);
    expect(
      (await journalTypes(test.app, who.id)).filter((type) => type === 'integration_broken'),
    ).toHaveLength(1);
    gitLab.forgetCalls();
    expect(await search(0, jwt)).toBe(403);
    expect(gitLab.calls).toEqual([]);
  });

  it('that the provider does not answer breaks nothing, and is asked for again by the next caller', async () => {
    const { who, jwt } = await withEndedToken();
    gitLab.mood = 'failing';
    expect(await search(0, jwt)).toBe(503);
    gitLab.mood = 'well';
    expect(await search(1, jwt)).toBe(200);
    expect(await stateOf({ jwt })).toBe('ok');
    expect(isTold(who)).toBe(false);
  });

  it('that nobody ended is taken over, by whoever needs it and by its job; the late answer changes nothing', async () => {
    const { who, id, jwt } = await withEndedToken();
    // As a node leaves it that died on the way: it has the renewal, and the job waits.
    gitLab.mood = 'silent';
    gitLab.moodFor = /oauth.token/;
    const cut = search(0, jwt);
    while (gitLab.count('POST /oauth/token') === 0) await new Promise((resolve) => setImmediate(resolve));
    gitLab.mood = 'well';
    test.clock.advance(seconds(36));
    await test.drain();
    expect(await cut).toBe(503);
    expect(await stateOf({ jwt })).toBe('ok');
    const left = await test.app.ctx.reader
      .selectFrom('integrations')
      .select(['renewal_id', 'tokens_version'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(left.renewal_id).toBeNull();
    expect(await search(1, jwt)).toBe(200);
    expect(isTold(who)).toBe(false);
  });

  it('that was cut off after the provider had given the next pair says so by its job, without a caller', async () => {
    const { who, id, username, jwt } = await withEndedToken();
    // A node that died between the provider's answer and its own commit leaves the former pair, which is spent.
    const spent = gitLab.oauth.grants.find((grant) => grant.username === username);
    if (spent) spent.revoked = true;
    gitLab.mood = 'silent';
    gitLab.moodFor = /oauth.token/;
    const cut = search(0, jwt);
    while (gitLab.count('POST /oauth/token') === 0) await new Promise((resolve) => setImmediate(resolve));
    const { renewal_id, renewal_began_at } = await test.app.ctx.reader
      .selectFrom('integrations')
      .select(['renewal_id', 'renewal_began_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    gitLab.mood = 'well';
    test.clock.advance(seconds(11));
    expect(await cut).toBe(503);
    // The dead node would not have given its renewal back.
    await test.app.database.migrations
      .withTables<{
        integrations: { id: string; renewal_id: string | null; renewal_began_at: string | null };
      }>()
      .updateTable('integrations')
      .set({ renewal_id, renewal_began_at })
      .where('id', '=', id)
      .execute();
    test.clock.advance(seconds(25));
    await test.drain();
    expect(await stateOf({ jwt })).toBe('revoked');
    await test.mailTo(who.email, /does not work/);
  });
});
