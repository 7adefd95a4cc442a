import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { gitLabAt, override } from '../../../test/fakes/gitlab-sample.ts';
import { everyCall, failure, search } from '../../../test/fakes/provider-trials.ts';

describe('GitLab', () => {
  describe('has ten thousand of everything', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => at + 1);
    let rich: FakeGitLab;
    let richToken: string;
    beforeAll(async () => {
      rich = await startGitLab();
      rich.addMember({
        username: 'lea',
        keys: many.map((at) => ({ title: `key ${at}`, key: `ssh-ed25519 ${at}` })),
      });
      richToken = rich.makeToken('lea');
      for (const at of many) {
        rich.projects.push({ id: at, name: `P${at}`, path: `lea/p${at}`, members: ['lea'] });
        rich.groups.push({ id: at, path: `g${at}`, members: ['lea'] });
        rich.mergeRequests.push({ id: at, iid: at, title: 'T', state: 'opened', target: 1, source: at });
      }
      rich.projects[0] = {
        ...rich.projects[0],
        id: 1,
        name: 'P1',
        path: 'lea/p1',
        branches: many.map(String),
      };
    });
    afterAll(() => rich.stop());

    it.each([
      ['keys', 10],
      ['searchRepositories', 1],
      ['searchPullRequests', 21],
      ['organizations', 1],
      ['branches', 10],
    ])('and %s takes at most %i requests', async (name, requests) => {
      rich.forgetCalls();
      await everyCall(gitLabAt(rich), richToken, 'lea/p1')[name]?.();
      expect(rich.calls.length).toBe(requests);
    });

    it('and counts groups', async () => {
      expect((await gitLabAt(rich).organizations(richToken, 3, 100)).total).toBe(10_000);
    });
  });

  describe('with texts that were made to deceive', () => {
    let hostile: FakeGitLab;
    let hostileToken: string;
    beforeAll(async () => {
      hostile = await startGitLab();
      hostile.addMember({
        username: 'lea',
        keys: [{ title: `a${override}b\n\u0000c`, key: 'ssh-ed25519 A' }],
      });
      hostileToken = hostile.makeToken('lea');
      hostile.projects.push(
        {
          id: 1,
          name: `a${override}b`,
          path: 'lea/a',
          members: ['lea'],
          description: `x\n${override}y\u0007`,
        },
        { id: 2, name: 'b', path: `lea/${override}b`, members: ['lea'] },
        { id: -3, name: 'c', path: 'lea/c', members: ['lea'] },
        { id: 2 ** 60, name: 'd', path: 'lea/d', members: ['lea'] },
        { id: 5, name: 'e'.repeat(50_000), path: 'lea/e', members: ['lea'], description: 'd'.repeat(50_000) },
      );
    });
    afterAll(() => hostile.stop());

    it('shows one line each, cut, and leaves out what has no name or number', async () => {
      const found = await gitLabAt(hostile).searchRepositories(hostileToken, search(''));
      expect(found.map(({ id }) => id)).toEqual([1, 5]);
      expect([found[0]?.name, found[0]?.description]).toEqual(['a b', 'x y']);
      expect([found[1]?.name.length, found[1]?.description?.length]).toEqual([255, 1000]);
      expect((await gitLabAt(hostile).keys(hostileToken))[0]?.title).toBe('a b c');
    });

    it('is not this software when no entry fits', async () => {
      hostile.projects.splice(0, 2);
      hostile.projects.splice(2);
      const call = gitLabAt(hostile).searchRepositories(hostileToken, search(''));
      expect((await failure(call)).reason).toBe('not_this_software');
    });
  });
});
