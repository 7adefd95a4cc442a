import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../../test/fakes/github.ts';
import { gitHubAt } from '../../../test/fakes/github-sample.ts';
import { everyCall, failure, search } from '../../../test/fakes/provider-trials.ts';

/** Right-to-left override: it shows what follows it backwards. */
const override = '\u202e';

describe('GitHub', () => {
  describe('has ten thousand of everything', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => at + 1);
    let rich: FakeGitHub;
    let token: string;
    beforeAll(async () => {
      rich = await startGitHub();
      rich.addMember({
        login: 'lea',
        keys: many.map((at) => ({ title: `key ${at}`, key: `ssh-ed25519 ${at}` })),
      });
      token = rich.makeToken('lea');
      for (const at of many) {
        rich.repositories.push({ id: at, name: `a${at}`, fullName: `lea/a${at}`, members: ['lea'] });
        rich.organizations.push({ id: at, login: `o${at}`, members: ['lea'] });
        rich.pullRequests.push({
          id: at,
          number: at,
          title: 'A',
          state: 'open',
          base: 'lea/a1',
          head: 'lea/a2',
        });
      }
      rich.repositories[0] = {
        id: 1,
        name: 'a1',
        fullName: 'lea/a1',
        members: ['lea'],
        branches: many.map(String),
      };
    });
    afterAll(() => rich.stop());

    it.each([
      ['keys', 10],
      ['searchRepositories', 1],
      ['searchPullRequests', 1],
      ['organizations', 10],
      ['branches', 10],
    ])('and %s takes at most %i requests', async (name, requests) => {
      rich.forgetCalls();
      await everyCall(gitHubAt(rich), token, 'lea/a1')[name]?.();
      expect(rich.calls.length).toBe(requests);
    });

    it('and looks at twenty pull requests of a search', async () => {
      rich.forgetCalls();
      expect(await gitHubAt(rich).searchPullRequests(token, search('a'))).toHaveLength(20);
      expect(rich.calls.length).toBe(21);
    });

    it('and lists a hundred repositories without words, in one request', async () => {
      rich.forgetCalls();
      expect(await gitHubAt(rich).searchRepositories(token, search(''))).toHaveLength(100);
      expect(rich.calls.length).toBe(1);
    });
  });

  describe('with texts that were made to deceive', () => {
    let hostile: FakeGitHub;
    let token: string;
    beforeAll(async () => {
      hostile = await startGitHub();
      hostile.addMember({ login: 'lea', keys: [{ title: `a${override}b\n\u0000c`, key: 'ssh-ed25519 A' }] });
      token = hostile.makeToken('lea');
      const members = ['lea'];
      hostile.repositories.push(
        { id: 1, name: 'a', fullName: 'lea/a', members, description: `x\n${override}y\u0007` },
        { id: 2, name: 'b', fullName: `lea/${override}b`, members },
        { id: -3, name: 'c', fullName: 'lea/c', members },
        { id: 2 ** 60, name: 'd', fullName: 'lea/d', members },
        { id: 5, name: 'e', fullName: 'lea/e', members, description: 'd'.repeat(50_000) },
        { id: 6, name: 'f'.repeat(50_000), fullName: 'lea/f', members },
      );
      hostile.organizations.push(
        { id: 1, login: `o${override}`, members },
        { id: 2, login: 'o', members, description: `a${override}b` },
      );
      hostile.pullRequests.push(
        {
          id: 7,
          number: 1,
          title: `a${override}${'b'.repeat(9000)}`,
          state: 'open',
          base: 'lea/a',
          head: 'lea/a',
        },
        { id: 8, number: -2, title: 'c', state: 'open', base: 'lea/a', head: 'lea/a' },
        { id: 9, number: 3, title: 'd', state: 'open', base: 'lea/a', head: `lea/${override}b` },
      );
    });
    afterAll(() => hostile.stop());

    it('shows one line each, cut, and leaves out what has no name or number', async () => {
      const provider = gitHubAt(hostile);
      const repositories = await provider.searchRepositories(token, search(''));
      expect(repositories.map(({ id }) => id)).toEqual([1, 5]);
      expect(repositories[0]?.description).toBe('x y');
      expect(repositories[1]?.description?.length).toBe(1000);
      expect((await provider.keys(token))[0]?.title).toBe('a b c');
      const { organizations } = await provider.organizations(token, 1, 20);
      expect(organizations.map(({ id, description }) => [id, description])).toEqual([[2, 'a b']]);
      const pulls = await provider.searchPullRequests(token, search('repo:lea/a'));
      expect(
        pulls.map(({ id, title, source_repo_name: source }) => [id, title.slice(0, 3), title.length, source]),
      ).toEqual([
        [7, 'a b', 500, 'lea/a'],
        [9, 'd', 1, ''],
      ]);
    });

    it('is not this software when no entry fits', async () => {
      hostile.repositories.splice(0, 2);
      hostile.repositories.splice(2);
      const call = gitHubAt(hostile).searchRepositories(token, search(''));
      expect((await failure(call)).reason).toBe('not_this_software');
    });
  });
});
