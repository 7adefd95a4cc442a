import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeForgejo, startForgejo } from '../../../test/fakes/forgejo.ts';
import { forgejoAt } from '../../../test/fakes/forgejo-sample.ts';
import { everyCall, failure, search } from '../../../test/fakes/provider-trials.ts';

/** Right-to-left override: it shows what follows it backwards. */
const override = '\u202e';

describe('Forgejo', () => {
  describe('has ten thousand of everything', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => at + 1);
    let rich: FakeForgejo;
    let token: string;
    beforeAll(async () => {
      rich = await startForgejo();
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
      ['identify', 5],
      ['keys', 20],
      ['searchRepositories', 3],
      ['searchPullRequests', 2],
      ['organizations', 20],
      ['branches', 20],
    ])('and %s takes at most %i requests', async (name, requests) => {
      rich.forgetCalls();
      await everyCall(forgejoAt(rich), token, 'lea/a1')[name]?.();
      expect(rich.calls.length).toBe(requests);
    });

    it('and gives a hundred repositories, and twenty pull requests of a search', async () => {
      expect(await forgejoAt(rich).searchRepositories(token, search('a'))).toHaveLength(100);
      rich.forgetCalls();
      expect(await forgejoAt(rich).searchPullRequests(token, search('a'))).toHaveLength(20);
      expect(rich.calls.length).toBe(21);
    });

    it('and all of sixty keys are read, of which no address of a next page is told', async () => {
      const { login } = rich.addMember({
        login: 'tom',
        keys: many.slice(0, 60).map((at) => ({ title: `key ${at}`, key: `ssh-ed25519 ${at}` })),
      });
      rich.forgetCalls();
      expect(await forgejoAt(rich).keys(rich.makeToken(login))).toHaveLength(60);
      expect(rich.calls.length).toBe(2);
    });
  });

  describe('with texts that were made to deceive', () => {
    let hostile: FakeForgejo;
    let token: string;
    beforeAll(async () => {
      hostile = await startForgejo();
      hostile.addMember({ login: 'lea', keys: [{ title: `a${override}b\n\u0000c`, key: 'ssh-ed25519 A' }] });
      token = hostile.makeToken('lea');
      const members = ['lea'];
      hostile.repositories.push(
        { id: 1, name: 'a', fullName: 'lea/a', members, description: `x\n${override}y\u0007` },
        { id: 2, name: 'b', fullName: `lea/${override}b`, members },
        { id: -3, name: 'c', fullName: 'lea/c', members },
        { id: 2 ** 60, name: 'd', fullName: 'lea/d', members },
        { id: 5, name: 'e', fullName: 'lea/e', members, description: 'd'.repeat(50_000) },
      );
      hostile.pullRequests.push(
        { id: 1, number: 1, title: 'door', state: 'open', base: 'lea/a', head: 'lea/a' },
        { id: 2, number: 2, title: 'door', state: 'open', base: `lea/${override}b`, head: 'lea/a' },
        { id: 2 ** 60, number: 3, title: 'door', state: 'open', base: 'lea/a', head: 'lea/a' },
      );
    });
    afterAll(() => hostile.stop());

    it('shows one line each, cut, and leaves out what has no name or number', async () => {
      const provider = forgejoAt(hostile);
      const repositories = await provider.searchRepositories(token, search(''));
      expect(repositories.map(({ id, description }) => [id, description?.slice(0, 3)])).toEqual([
        [1, 'x y'],
        [5, 'ddd'],
      ]);
      expect(repositories[1]?.description?.length).toBe(1000);
      expect((await provider.keys(token))[0]?.title).toBe('a b c');
      expect((await provider.searchPullRequests(token, search('door'))).map(({ id }) => id)).toEqual([1]);
    });

    it('is not this software when no entry fits', async () => {
      hostile.repositories.splice(0, 2);
      hostile.repositories.splice(2);
      const call = forgejoAt(hostile).searchRepositories(token, search(''));
      expect((await failure(call)).reason).toBe('not_this_software');
    });
  });
});
