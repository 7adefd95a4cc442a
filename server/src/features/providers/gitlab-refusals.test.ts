import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { fillGitLab, gitLabAt } from '../../../test/fakes/gitlab-sample.ts';
import { everyCall, failure, misbehaviourIsNamed, now, search } from '../../../test/fakes/provider-trials.ts';
import type { Provider } from './provider.ts';

describe('GitLab refuses', () => {
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

  describe('a refusal', () => {
    it('of a token that nobody knows, has ended or was revoked is token_refused', async () => {
      const tokens = [
        'glpat-nobodys',
        fake.makeToken('lea', { expiresAt: '2026-11-27' }),
        fake.makeToken('lea', { revoked: true }),
      ];
      for (const each of tokens)
        for (const [name, call] of Object.entries(everyCall(provider, each, 'lea/web-app')))
          expect([name, (await failure(call())).reason]).toEqual([name, 'token_refused']);
    });

    it('of a member who is blocked is token_refused', async () => {
      fake.addMember({ username: 'blocked', blocked: true });
      expect((await failure(provider.identify(fake.makeToken('blocked')))).reason).toBe('token_refused');
    });

    it('for want of a scope names the scope', async () => {
      const poor = fake.makeToken('lea', { scopes: ['read_user'] });
      expect((await provider.identify(poor)).scopes).toEqual(['read_user']);
      for (const call of [
        provider.searchRepositories(poor, search('a')),
        provider.branches(poor, 'lea/web-app'),
        provider.identify(fake.makeToken('lea', { scopes: ['write_repository'] })),
      ]) {
        const { reason, scopes } = await failure(call);
        expect([reason, scopes]).toEqual(['scope_missing', ['read_api']]);
      }
    });

    it('of what the member may not see is not_found', async () => {
      expect((await failure(provider.branches(token, 'tom/secret'))).reason).toBe('not_found');
      const searched = provider.searchPullRequests(token, search('repo:tom/secret'));
      expect((await failure(searched)).reason).toBe('not_found');
    });
  });

  describe('ends', () => {
    it('no token that the member made', async () => {
      const made = fake.makeToken('lea');
      await provider.revoke(made);
      expect((await provider.identify(made)).account.uid).toBe('8');
    });

    it('a grant with its refresh token, at the application that it is of', async () => {
      const [client, other] = [fake.register(), fake.register()];
      const grant = fake.oauth.give(client.id, 'lea', ['api']);
      expect((await failure(gitLabAt(fake, other).revoke(grant.accessToken))).reason).toBe('forbidden');
      expect(grant.revoked).toBe(false);
      await gitLabAt(fake, client).revoke(grant.accessToken);
      expect(grant.revoked).toBe(true);
      await gitLabAt(fake, client).revoke(grant.accessToken);
    });
  });
});

misbehaviourIsNamed(async () => {
  const started = await startGitLab();
  fillGitLab(started);
  const started_ = gitLabAt(started);
  return { fake: started, provider: started_, token: started.makeToken('lea'), repository: 'lea/web-app' };
});
