import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeForgejo, startForgejo } from '../../../test/fakes/forgejo.ts';
import { fillForgejo, forgejoAt } from '../../../test/fakes/forgejo-sample.ts';
import { failure, search } from '../../../test/fakes/provider-trials.ts';
import type { Provider } from './provider.ts';

describe('Forgejo', () => {
  let fake: FakeForgejo;
  let provider: Provider;
  let token: string;
  beforeAll(async () => {
    fake = await startForgejo();
    fillForgejo(fake);
    provider = forgejoAt(fake);
    token = fake.makeToken('lea');
  });
  beforeEach(() => fake.forgetCalls());
  afterAll(() => fake.stop());

  describe('whose token it is', () => {
    it('is told, with the scopes that were found by trying', async () => {
      expect(await provider.identify(token)).toEqual({
        account: {
          uid: '8',
          username: 'lea',
          avatarUrl: `${fake.origin}/avatars/8`,
          email: 'lea@example.test',
          profileUrl: `${fake.origin}/lea`,
        },
        scopes: ['read:user', 'read:repository', 'read:issue', 'read:organization'],
        expiresAt: null,
      });
      expect(fake.calls).toHaveLength(5);
    });

    it('has no address that was not verified', async () => {
      expect((await provider.identify(fake.makeToken('tom'))).account.email).toBe(null);
    });

    it.each([
      [['all'], []],
      [['write:user', 'write:repository', 'write:issue', 'write:organization'], []],
      [['read:user'], ['read:repository', 'read:issue', 'read:organization']],
      [
        ['read:user', 'read:issue'],
        ['read:repository', 'read:organization'],
      ],
    ])('with %j lacks %j', async (scopes, missing) => {
      const { scopes: granted } = await provider.identify(fake.makeToken('lea', scopes));
      expect(provider.missingScopes(granted)).toEqual(missing);
    });

    it('is refused for the one that jobs run as', async () => {
      fake.addMember({ id: -2, login: 'forgejo-actions' });
      const call = provider.identify(fake.makeToken('forgejo-actions'));
      expect((await failure(call)).reason).toBe('not_a_person');
    });
  });

  it('gives the keys that open the account', async () => {
    expect(await provider.keys(token)).toEqual([
      { title: 'laptop', content: 'ssh-ed25519 AAAA', expiresAt: null },
    ]);
  });

  describe('repositories', () => {
    const names = async (query: string) =>
      (await provider.searchRepositories(token, search(query))).map(({ fullName }) => fullName);

    it('are those that the member works on, forks when they are asked for', async () => {
      expect(await names('')).toEqual(['lea/web-app', 'tools/thing']);
      expect(await names('fork:true fork')).toEqual(['lea/fork']);
      expect(await provider.searchRepositories(token, search('web'))).toEqual([
        {
          id: 1,
          name: 'web-app',
          fullName: 'lea/web-app',
          url: `${fake.origin}/lea/web-app`,
          description: null,
        },
      ]);
    });

    it('of one member or organisation are found by user:', async () => {
      expect(await names('user:lea')).toEqual(['lea/web-app']);
      expect(await names('user:tools')).toEqual(['tools/thing']);
      expect(await names('user:tom')).toEqual(['tom/open']);
      expect(await names('user:nobody')).toEqual([]);
    });
  });

  describe('pull requests', () => {
    const ids = async (query: string) =>
      (await provider.searchPullRequests(token, search(query))).map(({ id }) => id);

    it('tell where they come from', async () => {
      const found = await provider.searchPullRequests(token, search('repo:lea/web-app'));
      expect(found.map(({ id, source_repo_name: name }) => [id, name])).toEqual([
        [501, 'lea/web-app'],
        [502, 'lea/fork'],
        [503, ''],
      ]);
      expect(found[1]).toEqual({
        id: 502,
        number: 2,
        title: 'Paint it',
        html_url: `${fake.origin}/lea/web-app/pulls/2`,
        source_repo_name: 'lea/fork',
        source_repo_html_url: `${fake.origin}/lea/fork`,
      });
    });

    it('are found by state and by words, in one repository and everywhere', async () => {
      expect(await ids('repo:lea/web-app+is:open')).toEqual([501]);
      expect(await ids('repo:lea/web-app is:closed')).toEqual([502, 503]);
      expect(await ids('repo:lea/web-app paint')).toEqual([502]);
      expect(await ids('repo:lea/web-app is:open paint')).toEqual([]);
      expect(await ids('door')).toEqual([501, 504]);
      expect(await ids('is:closed')).toEqual([502, 503]);
    });

    it('of a repository that the member may not see are not found', async () => {
      for (const query of ['repo:tom/secret', 'repo:tom/secret door'])
        expect((await failure(provider.searchPullRequests(token, search(query)))).reason).toBe('not_found');
    });
  });

  it('gives organisations page by page, and how many there are', async () => {
    expect(await provider.organizations(token, 1, 1)).toEqual({
      organizations: [
        {
          id: 30,
          login: 'tools',
          avatarUrl: `${fake.origin}/avatars/30`,
          url: `${fake.origin}/tools`,
          description: 'What we use',
        },
      ],
      total: 2,
      hidden: 0,
    });
    expect((await provider.organizations(token, 2, 1)).organizations.map(({ id }) => id)).toEqual([31]);
  });

  it('gives branches, without those whose name cannot be shown', async () => {
    expect(await provider.branches(token, 'lea/web-app')).toEqual([{ name: 'main' }, { name: 'next' }]);
  });

  it('has no way to end a token', async () => {
    await provider.revoke(token);
    expect(fake.calls).toEqual([]);
  });
});
