import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { fillGitLab, gitLabAt } from '../../../test/fakes/gitlab-sample.ts';
import { failure, now, search } from '../../../test/fakes/provider-trials.ts';
import type { Provider } from './provider.ts';

describe('GitLab', () => {
  let fake: FakeGitLab;
  let provider: Provider;
  let token: string;
  beforeAll(async () => {
    fake = await startGitLab({ now });
    fillGitLab(fake);
    provider = gitLabAt(fake);
    token = fake.makeToken('lea', { scopes: ['read_api'], expiresAt: '2026-12-31' });
  });
  beforeEach(() => fake.forgetCalls());
  afterAll(() => fake.stop());

  describe('whose token it is', () => {
    it('is told with its scopes and its last day', async () => {
      expect(await provider.identify(token)).toEqual({
        account: {
          uid: '8',
          username: 'lea',
          avatarUrl: `${fake.origin}/uploads/-/system/user/avatar/8/avatar.png`,
          email: 'lea@example.test',
          profileUrl: `${fake.origin}/lea`,
        },
        scopes: ['read_api'],
        expiresAt: '2026-12-31T00:00:00.000Z',
      });
      expect(fake.calls).toEqual(['GET /api/v4/user', 'GET /api/v4/personal_access_tokens/self']);
    });

    it('has no address that was never confirmed', async () => {
      const { account } = await provider.identify(fake.makeToken('tom'));
      expect([account.email, account.avatarUrl]).toEqual([null, '']);
    });

    it('is told of a token of OAuth too, with what was granted', async () => {
      const client = fake.register();
      const { accessToken } = fake.oauth.give(client.id, 'lea', ['api', 'openid']);
      const { account, scopes, expiresAt } = await gitLabAt(fake, client).identify(accessToken);
      expect([account.uid, scopes, expiresAt]).toEqual(['8', ['api', 'openid'], null]);
    });

    it.each([
      ['api', []],
      ['read_api', []],
      ['granular', []],
      ['read_user', ['read_api']],
      ['read_repository', ['read_api']],
    ])('with %s lacks %j', (scope, missing) => {
      expect(provider.missingScopes([scope])).toEqual(missing);
    });

    it('lacks nothing that is known, where the provider does not say', () => {
      expect(provider.missingScopes(null)).toEqual([]);
    });

    it.each(['bot', 'project_4_bot_1a2b', 'group_7_bot_9f'])('is refused for %s', async (username) => {
      fake.addMember({ username, kind: username === 'bot' ? 'bot' : 'person' });
      expect((await failure(provider.identify(fake.makeToken(username)))).reason).toBe('not_a_person');
    });
  });

  it('gives the keys that open the account, and when they end', async () => {
    expect(await provider.keys(token)).toEqual([
      { title: 'laptop', content: 'ssh-ed25519 AAAA laptop', expiresAt: null },
      { title: 'old', content: 'ssh-ed25519 CCCC', expiresAt: '2024-05-06T00:00:00.000Z' },
      { title: 'new', content: 'ssh-ed25519 DDDD', expiresAt: '2027-05-06T00:00:00.000Z' },
    ]);
  });

  describe('repositories', () => {
    const names = async (query: string) =>
      (await provider.searchRepositories(token, search(query))).map(({ fullName }) => fullName);

    it('are those that the member belongs to, without forks', async () => {
      expect(await provider.searchRepositories(token, search(''))).toEqual([
        {
          id: 1,
          name: 'Web app',
          fullName: 'lea/web-app',
          url: `${fake.origin}/lea/web-app`,
          description: null,
        },
      ]);
    });

    it('are found by words, with forks when they are asked for', async () => {
      expect(await names('web')).toEqual(['lea/web-app']);
      expect(await names('fork+fork:true')).toEqual(['lea/fork']);
      expect(await names('fork')).toEqual([]);
    });

    it('of one member or group are found by user:', async () => {
      expect(await names('user:tools')).toEqual(['tools/deep/thing']);
      expect(await names('user:lea fork:true')).toEqual(['lea/web-app', 'lea/fork']);
      expect(await names('user:tom')).toEqual([]);
      expect(await names('user:nobody')).toEqual([]);
    });
  });

  describe('merge requests', () => {
    const numbers = async (query: string) =>
      (await provider.searchPullRequests(token, search(query))).map(({ id }) => id);

    it('tell where they come from, as far as the member may see it', async () => {
      expect(await provider.searchPullRequests(token, search('repo:lea/web-app'))).toEqual([
        {
          id: 501,
          number: 1,
          title: 'Add a door',
          html_url: `${fake.origin}/lea/web-app/-/merge_requests/1`,
          source_repo_name: 'lea/web-app',
          source_repo_html_url: `${fake.origin}/lea/web-app`,
        },
        {
          id: 502,
          number: 2,
          title: 'Paint it',
          html_url: `${fake.origin}/lea/web-app/-/merge_requests/2`,
          source_repo_name: 'lea/fork',
          source_repo_html_url: `${fake.origin}/lea/fork`,
        },
        {
          id: 503,
          number: 3,
          title: 'Never mind',
          html_url: `${fake.origin}/lea/web-app/-/merge_requests/3`,
          source_repo_name: '',
          source_repo_html_url: '',
        },
      ]);
      const [hidden] = await provider.searchPullRequests(token, search('repo:tools/deep/thing'));
      expect([hidden?.id, hidden?.source_repo_name]).toEqual([504, '']);
    });

    it('are found by state, merged counting as closed, and by words', async () => {
      expect(await numbers('repo:lea/web-app+is:open')).toEqual([501]);
      expect((await numbers('repo:lea/web-app is:closed')).sort()).toEqual([502, 503]);
      expect(await numbers('repo:lea/web-app paint')).toEqual([502]);
      expect(await numbers('is:open')).toEqual([501, 504]);
    });
  });

  it('gives groups page by page, and how many there are', async () => {
    expect(await provider.organizations(token, 1, 1)).toEqual({
      organizations: [
        {
          id: 30,
          login: 'tools',
          avatarUrl: '',
          url: `${fake.origin}/groups/tools`,
          description: 'What we use',
        },
      ],
      total: 2,
      hidden: 0,
    });
    const second = await provider.organizations(token, 2, 1);
    expect(second.organizations.map(({ login }) => login)).toEqual(['tools/deep']);
  });

  it('gives branches, without those whose name cannot be shown', async () => {
    expect(await provider.branches(token, 'lea/web-app')).toEqual([{ name: 'main' }, { name: 'next' }]);
    expect((await provider.branches(token, 'tools/deep/thing'))[0]).toEqual({ name: 'main' });
    expect(fake.calls[1]).toMatch(/^GET \/api\/v4\/projects\/tools%2Fdeep%2Fthing\//);
  });
});
