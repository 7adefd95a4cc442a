import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../../test/fakes/github.ts';
import { fillGitHub, gitHubAt } from '../../../test/fakes/github-sample.ts';
import { failure, now, search } from '../../../test/fakes/provider-trials.ts';
import { apiBase } from './github-client.ts';
import type { Provider } from './provider.ts';

describe('GitHub', () => {
  let fake: FakeGitHub;
  let provider: Provider;
  let token: string;
  beforeAll(async () => {
    fake = await startGitHub({ now });
    fillGitHub(fake);
    provider = gitHubAt(fake);
    token = fake.makeToken('lea', { expiresAt: Date.parse('2026-12-31T09:08:07Z') });
  });
  beforeEach(() => {
    fake.forgetCalls();
    fake.limits.searches = 30;
  });
  afterAll(() => fake.stop());

  it.each([
    ['https://github.com', 'https://api.github.com'],
    ['https://tools.ghe.com', 'https://api.tools.ghe.com'],
    ['https://git.example.test:8443', 'https://git.example.test:8443/api/v3'],
    ['https://github.com.example.test', 'https://github.com.example.test/api/v3'],
    ['https://a.b.ghe.com', 'https://a.b.ghe.com/api/v3'],
  ])('%s has its API at %s', (origin, base) => {
    expect(apiBase(origin)).toBe(base);
  });

  describe('whose token it is', () => {
    it('is told with its scopes and its end', async () => {
      expect(await provider.identify(token)).toEqual({
        account: {
          uid: '8',
          username: 'lea',
          avatarUrl: `${fake.origin}/avatars/u/8?v=4`,
          email: 'lea@example.test',
          profileUrl: `${fake.origin}/lea`,
        },
        scopes: ['repo', 'read:org', 'read:public_key', 'user:email'],
        expiresAt: '2026-12-31T09:08:07.000Z',
      });
      expect(fake.calls).toEqual(['GET /api/v3/user', 'GET /api/v3/user/emails?per_page=100']);
    });

    it('has no address that was not verified, or that the token may not read', async () => {
      const emailOf = async (each: string) => (await provider.identify(each)).account.email;
      expect(await emailOf(fake.makeToken('tom'))).toBe(null);
      expect(await emailOf(fake.makeToken('lea', { scopes: ['repo'] }))).toBe(null);
      expect(await emailOf(fake.makeToken('lea', { permissions: ['contents=read'] }))).toBe(null);
    });

    it('has no scopes that could be told, where there are permissions', async () => {
      const fine = fake.makeToken('lea', { permissions: ['emails=read'] });
      expect(await provider.identify(fine)).toMatchObject({ scopes: null, expiresAt: null });
      const application = fake.register({ id: 'Iv1.0123456789abcdef' });
      const { accessToken } = fake.oauth.give(application.id, 'lea', []);
      expect((await gitHubAt(fake, application).identify(accessToken)).scopes).toBe(null);
      expect(provider.missingScopes(null)).toEqual([]);
    });

    it.each([
      [['repo', 'read:org', 'read:public_key'], []],
      [['repo', 'admin:org', 'write:public_key', 'gist'], []],
      [
        ['public_repo', 'user'],
        ['repo', 'read:org', 'read:public_key'],
      ],
      [[], ['repo', 'read:org', 'read:public_key']],
    ])('with %j lacks %j', async (scopes, missing) => {
      const { scopes: granted } = await provider.identify(fake.makeToken('lea', { scopes }));
      expect(provider.missingScopes(granted)).toEqual(missing);
    });

    it('is enough with what OAuth asks for', () => {
      expect(provider.missingScopes(provider.wantedScopes)).toEqual([]);
    });

    it('is refused for a bot and for an installation', async () => {
      fake.addMember({ login: 'helper[bot]', type: 'Bot' });
      const tokens = [fake.makeToken('helper[bot]'), fake.makeToken('lea', { installation: true })];
      for (const each of tokens) expect((await failure(provider.identify(each))).reason).toBe('not_a_person');
    });
  });

  it('gives the keys that open the account', async () => {
    expect(await provider.keys(token)).toEqual([
      { title: 'laptop', content: 'ssh-ed25519 AAAA', expiresAt: null },
      { title: 'desk', content: 'ssh-ed25519 BBBB', expiresAt: null },
    ]);
  });

  describe('repositories', () => {
    const names = async (query: string) =>
      (await provider.searchRepositories(token, search(query))).map(({ fullName }) => fullName);

    it('are the member’s own without words, forks when they are asked for', async () => {
      expect(await provider.searchRepositories(token, search(''))).toEqual([
        {
          id: 1,
          name: 'web-app',
          fullName: 'lea/web-app',
          url: `${fake.origin}/lea/web-app`,
          description: null,
        },
      ]);
      expect(await names('fork:true')).toEqual(['lea/web-app', 'lea/fork']);
    });

    it('are found by words and by owner', async () => {
      expect(await names('web')).toEqual(['lea/web-app']);
      expect(await names('thing+user:tools')).toEqual(['tools/thing']);
      expect(await names('fork user:lea')).toEqual([]);
      expect(await names('user:lea fork:true')).toEqual(['lea/web-app', 'lea/fork']);
      expect(await names('user:nobody')).toEqual([]);
      expect(await names('secret')).toEqual([]);
    });

    it('of an owner that can be none are not found', async () => {
      const searched = provider.searchRepositories(token, search('user:lea/web-app'));
      expect((await failure(searched)).reason).toBe('not_found');
      expect(fake.calls).toEqual([]);
    });
  });

  describe('pull requests', () => {
    const ids = async (query: string) =>
      (await provider.searchPullRequests(token, search(query))).map(({ id }) => id);

    it('tell where they come from', async () => {
      const html_url = (number: number) => `${fake.origin}/lea/web-app/pull/${number}`;
      expect(await provider.searchPullRequests(token, search('repo:lea/web-app'))).toEqual([
        {
          id: 501,
          number: 1,
          title: 'Add a door',
          html_url: html_url(1),
          source_repo_name: 'lea/web-app',
          source_repo_html_url: `${fake.origin}/lea/web-app`,
        },
        {
          id: 502,
          number: 2,
          title: 'Paint it',
          html_url: html_url(2),
          source_repo_name: 'lea/fork',
          source_repo_html_url: `${fake.origin}/lea/fork`,
        },
        {
          id: 503,
          number: 3,
          title: 'Never mind',
          html_url: html_url(3),
          source_repo_name: '',
          source_repo_html_url: '',
        },
      ]);
    });

    it('are found by state and by words, in one repository and everywhere', async () => {
      expect(await ids('repo:lea/web-app+is:open')).toEqual([501]);
      expect(await ids('repo:lea/web-app is:closed')).toEqual([502, 503]);
      expect(await ids('repo:lea/web-app paint')).toEqual([502]);
      expect(await ids('repo:lea/web-app is:open paint')).toEqual([]);
      expect(await ids('door')).toEqual([501, 504]);
      expect(await ids('is:open')).toEqual([501, 504]);
    });

    it('of a repository that the member may not see are not found', async () => {
      for (const query of ['repo:tom/secret', 'repo:tom/secret door', 'repo:nobody/nothing door'])
        expect((await failure(provider.searchPullRequests(token, search(query)))).reason).toBe('not_found');
    });
  });

  it('gives organisations page by page, how many there are, and how many are hidden', async () => {
    expect(await provider.organizations(token, 1, 1)).toEqual({
      organizations: [
        {
          id: 30,
          login: 'tools',
          avatarUrl: `${fake.origin}/avatars/u/30?v=4`,
          url: `${fake.origin}/tools`,
          description: 'What we use',
        },
      ],
      total: 2,
      hidden: 1,
    });
    expect((await provider.organizations(token, 2, 1)).organizations.map(({ id }) => id)).toEqual([31]);
    expect((await provider.organizations(token, 3, 1)).organizations).toEqual([]);
  });

  it('gives branches, without those whose name cannot be shown', async () => {
    expect(await provider.branches(token, 'lea/web-app')).toEqual([{ name: 'main' }, { name: 'next' }]);
  });

  describe('ends', () => {
    it('all that the member gave to this application, and nothing else', async () => {
      const [application, other] = [fake.register(), fake.register()];
      const [one, two] = ['lea', 'lea'].map((login) => fake.oauth.give(application.id, login, ['repo']));
      const others = [fake.oauth.give(application.id, 'tom', []), fake.oauth.give(other.id, 'lea', [])];
      if (!one || !two) throw new Error('no grants');
      expect((await failure(gitHubAt(fake, other).revoke(one.accessToken))).reason).toBe('not_found');
      const wrong = gitHubAt(fake, { ...application, secret: 'wrong' });
      expect((await failure(wrong.revoke(one.accessToken))).reason).toBe('forbidden');
      expect([one.revoked, two.revoked]).toEqual([false, false]);
      await gitHubAt(fake, application).revoke(one.accessToken);
      expect([one, two, ...others].map(({ revoked }) => revoked)).toEqual([true, true, false, false]);
    });

    it('no token that the member made', async () => {
      const made = fake.makeToken('lea');
      await provider.revoke(made);
      expect((await provider.identify(made)).account.uid).toBe('8');
    });
  });
});
