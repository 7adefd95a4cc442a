import { expect } from 'vitest';
import type { TestApp } from '../harness.ts';
import { type FakeGitLab, startGitLab } from './gitlab.ts';

/** Loge as it is registered at the fake. */
const application = {
  id: 'loge',
  secret: 'gloas-secret',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};
export const integrationsPath = '/v1/scm_integrations';

/** A fake GitLab at which Loge is registered, and the settings that say so. */
export async function startRegisteredGitLab(now: () => number) {
  const gitLab = await startGitLab({ now });
  gitLab.register(application);
  const settings = {
    LOGE_GITLAB_URL: gitLab.origin,
    LOGE_GITLAB_CLIENT_ID: application.id,
    LOGE_GITLAB_CLIENT_SECRET: application.secret,
  };
  return { gitLab, settings };
}

/** What members do who link their account by OAuth, through HTTP. */
export function gitLabLinks(test: TestApp, gitLab: FakeGitLab) {
  let counted = 0;
  const post = (path: string, session: string, authorization: object) =>
    test.call('POST', `${integrationsPath}/${path}`, { session, body: { authorization } });
  /** What the provider sends the browser back with, once the member has allowed it. */
  const answer = async (session: string, username: string) => {
    const begun = await post('authorizations', session, { scm_type: 'gitlab' });
    expect(begun.status).toBe(201);
    const back = new URL(gitLab.approve(begun.body.authorization.url, username)).searchParams;
    return { scm_type: 'gitlab', state: back.get('state'), code: back.get('code') };
  };
  const complete = (session: string, authorization: object) =>
    post('authorizations/complete', session, authorization);
  const someone = async (username = `lea${counted++}`) => {
    const who = await test.person();
    if (!gitLab.members.some((member) => member.username === username)) gitLab.addMember({ username });
    return { who, username, session: await test.signIn(who, true) };
  };
  const grantsOf = (name: string) => gitLab.oauth.grants.filter(({ username }) => username === name);
  return {
    answer,
    complete,
    someone,
    grantsOf,
    /** How many grants are good, or can be renewed. */
    goodGrantsOf: (username: string) => grantsOf(username).filter(({ revoked }) => !revoked).length,
    async linked() {
      const one = await someone();
      const made = await complete(one.session, await answer(one.session, one.username));
      expect(made.status).toBe(201);
      return { ...one, id: made.body.scm_integration.id as string };
    },
    search: (session: string) =>
      test.call('GET', `${integrationsPath}/gitlab/search_repos?query=x`, { session }),
    shown: async (session: string) =>
      (await test.call('GET', `${integrationsPath}/gitlab`, { session })).body.scm_integration,
    rowsOf: (accountId: string) =>
      test.app.ctx.reader
        .selectFrom('integrations')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute(),
  };
}
