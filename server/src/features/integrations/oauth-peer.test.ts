import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integrationsPath as path } from '../../../test/fakes/gitlab-links.ts';
import { type OAuthPeer, startOAuthPeer } from '../../../test/fakes/oauth-peer.ts';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { hours } from '../../kernel/clock.ts';
import { integrationById } from './queries.ts';
import { openTokens } from './tokens.ts';

const application = {
  id: 'loge',
  secret: 'the-secret-of-the-application',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};

describe.each(databaseKinds)('an integration with an OAuth server that others wrote (%s)', (kind) => {
  let test: TestApp;
  let peer: OAuthPeer;
  let counted = 0;

  beforeAll(async () => {
    peer = await startOAuthPeer(application);
    test = await openTestApp(kind, {
      LOGE_GITLAB_URL: peer.origin,
      LOGE_GITLAB_CLIENT_ID: application.id,
      LOGE_GITLAB_CLIENT_SECRET: application.secret,
    });
  });
  afterAll(async () => {
    await test?.close();
    await peer?.stop();
  });

  const begin = async (session: string): Promise<string> => {
    const body = { authorization: { scm_type: 'gitlab' } };
    return (await test.call('POST', `${path}/authorizations`, { session, body })).body.authorization.url;
  };
  const complete = (session: string, authorization: object) =>
    test.call('POST', `${path}/authorizations/complete`, {
      session,
      body: { authorization: { scm_type: 'gitlab', ...authorization } },
    });
  const someone = async () => {
    const who = await test.person();
    return { who, username: `lea${counted++}`, session: await test.signIn(who, true) };
  };
  const linked = async () => {
    const one = await someone();
    const back = await peer.approve(await begin(one.session), one.username);
    const made = await complete(one.session, Object.fromEntries(back.searchParams));
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return { ...one, integration: made.body.scm_integration };
  };
  const search = (session: string) => test.call('GET', `${path}/gitlab/search_repos?query=x`, { session });
  const tokensOf = async (id: string) => {
    const row = await integrationById(test.app.ctx.reader, id);
    if (!row) throw new Error('no such integration');
    return openTokens(test.app.ctx, row);
  };
  const refreshBy = (token: string | null) =>
    peer.send('/oauth/token', { grant_type: 'refresh_token', refresh_token: token ?? '' });

  it('is linked through its pages, and works', async () => {
    const { session, username, integration } = await linked();
    expect(integration).toMatchObject({ username, state: 'ok', scopes: ['api'], url: peer.origin });
    expect(await search(session)).toMatchObject({ status: 200, body: { repositories: [] } });
  });

  it('is asked for with PKCE and the registered address, without which it refuses', async () => {
    const { session, username } = await someone();
    const asked = new URL(await begin(session));
    const other = new URL(asked);
    other.searchParams.set('redirect_uri', `${application.redirectUri}/`);
    await expect(peer.approve(other.href, username)).rejects.toThrow(/redirect_uri/);
    asked.searchParams.delete('code_challenge');
    asked.searchParams.delete('code_challenge_method');
    expect((await peer.approve(asked.href, username)).searchParams.get('error')).toBe('invalid_request');
  });

  it('is not linked by a code with the verifier of another authorization, nor by the answer of another issuer', async () => {
    const { session, username } = await someone();
    const caught = await peer.approve(await begin(session), username);
    const own = Object.fromEntries((await peer.approve(await begin(session), username)).searchParams);
    const swapped = await complete(session, { ...own, code: caught.searchParams.get('code') });
    expect([swapped.status, swapped.body.details]).toEqual([
      422,
      { code: [{ code: 'authorization_failed' }] },
    ]);
    const third = Object.fromEntries((await peer.approve(await begin(session), username)).searchParams);
    expect(third.iss).toBe(peer.origin);
    const mixed = await complete(session, { ...third, iss: 'https://git.example' });
    expect([mixed.status, mixed.body.details]).toEqual([422, { code: [{ code: 'authorization_failed' }] }]);
    expect((await test.call('GET', `${path}/gitlab`, { session })).status).toBe(404);
  });

  it('is renewed with each refresh token once; a former one that comes again ends the grant, and the link says so', async () => {
    const { who, session, integration } = await linked();
    const first = await tokensOf(integration.id);
    test.clock.advance(hours(3));
    expect((await search(session)).status).toBe(200);
    const second = await tokensOf(integration.id);
    expect([second.access === first.access, second.refresh === first.refresh]).toEqual([false, false]);
    test.clock.advance(hours(3));
    expect((await search(session)).status).toBe(200);
    expect(await refreshBy(first.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    // The peer takes the reuse for theft, and ends what came of the grant.
    expect((await search(session)).status).toBe(403);
    const shown = await test.call('GET', `${path}/gitlab`, { session });
    expect(shown.body.scm_integration.state).toBe('revoked');
    await test.mailTo(who.email, /does not work/);
  });

  it('is taken back there when it is disconnected, access token and refresh token', async () => {
    const { session, integration } = await linked();
    const { refresh } = await tokensOf(integration.id);
    expect((await test.call('DELETE', `${path}/gitlab`, { session })).status).toBe(204);
    await test.drain();
    expect(peer.calls).toContain('POST /oauth/revoke');
    expect(await refreshBy(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('is not linked when the member stops at its page', async () => {
    const { session } = await someone();
    const { searchParams } = new URL(await begin(session));
    const denied = await complete(session, {
      state: searchParams.get('state'),
      error: 'access_denied',
      iss: peer.origin,
    });
    expect(denied.body.details).toEqual({ code: [{ code: 'authorization_denied' }] });
  });
});
