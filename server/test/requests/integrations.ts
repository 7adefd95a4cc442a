import { count, type Examples, type Make, own, session } from '../example.ts';
import type { TestApp } from '../harness.ts';
import { sharedGitLab } from '../providers.ts';
import { newSshKey } from '../ssh-key-maker.ts';

/** A member of Loge, and one of GitLab with a key, a repository and a token. */
async function atGitLab(test: TestApp) {
  const gitLab = await sharedGitLab();
  const username = `lea${count()}`;
  gitLab.addMember({ username, keys: [{ title: 'laptop', key: newSshKey().line }] });
  const owner = await test.person();
  return { gitLab, username, owner, session: await test.signIn(owner) };
}

const newLink = async (test: TestApp) => {
  const { gitLab, username, owner, session } = await atGitLab(test);
  const link = {
    scm_type: 'gitlab-self-hosted',
    url: gitLab.origin,
    access_token: gitLab.makeToken(username, { scopes: ['api'] }),
  };
  return { owner, session, body: { scm_integration: link } };
};

async function linked(test: TestApp) {
  const { owner, session, body } = await newLink(test);
  const made = await test.call('POST', '/v1/scm_integrations', { session, body });
  if (made.status !== 201) throw new Error(`integration: ${JSON.stringify(made.body)}`);
  return { owner, session, path: `/v1/scm_integrations/${made.body.scm_integration.id}` };
}

const ofLink =
  (suffix: string, body?: unknown): Make =>
  async (test) => {
    const { owner, session, path } = await linked(test);
    return { path: path + suffix, owner, options: { session, ...(body ? { body } : {}) } };
  };

const authorizations = '/v1/scm_integrations/authorizations';

export const examples: Examples = {
  'integrations.list': own('/v1/scm_integrations'),
  'integrations.providers': own('/v1/scm_providers'),
  'integrations.show': ofLink(''),
  'integrations.create': async (test) => {
    const { owner, session, body } = await newLink(test);
    return { path: '/v1/scm_integrations', owner, options: { session, body } };
  },
  'integrations.authorize': async (test) => {
    const owner = await test.person();
    const body = { authorization: { scm_type: 'gitlab' } };
    return { path: authorizations, owner, options: { ...(await session(test, owner)), body } };
  },
  'integrations.complete': async (test) => {
    const { gitLab, username, owner, session } = await atGitLab(test);
    const begun = await test.call('POST', authorizations, {
      session,
      body: { authorization: { scm_type: 'gitlab' } },
    });
    const back = new URL(gitLab.approve(begun.body.authorization.url, username)).searchParams;
    const answer = { state: back.get('state'), code: back.get('code') };
    const body = { authorization: { scm_type: 'gitlab', ...answer } };
    return { path: `${authorizations}/complete`, owner, options: { session, body } };
  },
  'integrations.delete': ofLink(''),
  'integrations.check': ofLink('/check'),
  'integrations.import_keys': ofLink('/import_keys', {}),
  'integrations.search_repos': ofLink('/search_repos?query=loge'),
  'integrations.search_pull_requests': ofLink('/search_pull_requests?query=is:open'),
  'integrations.orgs': ofLink('/orgs?page=1&per_page=20'),
  'integrations.branches': async (test) => {
    const { owner, session, path } = await linked(test);
    const name = `desk${count()}`;
    (await sharedGitLab()).projects.push({ id: count() + 1, name, path: `loge/${name}`, branches: ['main'] });
    return { path: `${path}/branches?repo_name=loge/${name}`, owner, options: { session } };
  },
};
