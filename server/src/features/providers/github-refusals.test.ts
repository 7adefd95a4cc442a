import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../../test/fakes/github.ts';
import { fillGitHub, gitHubAt } from '../../../test/fakes/github-sample.ts';
import { everyCall, failure, misbehaviourIsNamed, now, search } from '../../../test/fakes/provider-trials.ts';
import { gitHubRefusal } from './github-refusal.ts';
import type { Provider } from './provider.ts';

describe('GitHub refuses', () => {
  let fake: FakeGitHub;
  let provider: Provider;
  let token: string;
  beforeAll(async () => {
    fake = await startGitHub({ now });
    fillGitHub(fake);
    provider = gitHubAt(fake);
    token = fake.makeToken('lea');
  });
  beforeEach(() => {
    Object.assign(fake.limits, { remaining: 5000, searches: 30, secondary: null });
  });
  afterAll(() => fake.stop());

  it('a token that nobody knows, has ended or was revoked, and one of a suspended member', async () => {
    fake.addMember({ login: 'gone', suspended: true });
    const tokens = [
      'ghp_nobodys',
      fake.makeToken('lea', { expiresAt: now() }),
      fake.makeToken('lea', { revoked: true }),
      fake.makeToken('gone'),
    ];
    for (const each of tokens)
      for (const [name, call] of Object.entries(everyCall(provider, each, 'lea/web-app')))
        expect([name, (await failure(call())).reason]).toEqual([name, 'token_refused']);
  });

  it('what a token has no scope for, and says which', async () => {
    const poor = fake.makeToken('lea', { scopes: ['user:email'] });
    const lacks: readonly (readonly [Promise<unknown>, string])[] = [
      [provider.keys(poor), 'read:public_key'],
      [provider.organizations(poor, 1, 20), 'read:org'],
      [provider.organizations(fake.makeToken('lea', { scopes: ['repo'] }), 1, 20), 'read:org'],
      [provider.branches(poor, 'lea/web-app'), 'repo'],
      [provider.searchPullRequests(poor, search('repo:lea/web-app')), 'repo'],
    ];
    for (const [call, scope] of lacks) {
      const { reason, scopes } = await failure(call);
      expect([reason, scopes]).toEqual(['scope_missing', [scope]]);
    }
  });

  it('what a token has no permission for, and says which', async () => {
    const fine = fake.makeToken('lea', { permissions: ['metadata=read'] });
    const { reason, scopes } = await failure(provider.keys(fine));
    expect([reason, scopes]).toEqual(['scope_missing', ['keys=read']]);
  });

  it('what is not there, or not for the member', async () => {
    const application = fake.register({ id: 'Iv23liabcdefghijklmn' });
    const { accessToken } = fake.oauth.give(application.id, 'lea', []);
    for (const each of [token, accessToken])
      for (const name of ['tom/secret', 'lea/nothing'])
        expect((await failure(provider.branches(each, name))).reason).toBe('not_found');
  });

  it('nothing that no repository of it is named', async () => {
    fake.forgetCalls();
    for (const name of ['lea', 'lea/web-app/branches'])
      expect((await failure(provider.branches(token, name))).reason).toBe('not_found');
    expect(fake.calls).toEqual([]);
  });

  it('what an organisation wants its single sign-on for, and says where', async () => {
    const { reason, url } = await failure(provider.branches(token, 'bank/vault'));
    expect([reason, url]).toEqual([
      'organisation_blocked',
      `${fake.origin}/orgs/bank/sso?authorization_request=AZSC`,
    ]);
  });

  it.each(['network', 'applications', 'classic'] as const)(
    'what an organisation has rules of its own for: %s',
    async (block) => {
      fake.organizations.push({ id: 40, login: block, members: ['lea'], block });
      fake.repositories.push({ id: 40, name: 'a', fullName: `${block}/a`, members: ['lea'] });
      const { reason, url } = await failure(provider.branches(token, `${block}/a`));
      expect([reason, url]).toEqual(['organisation_blocked', null]);
    },
  );

  it('to send people anywhere else for their single sign-on', () => {
    const reason = (sso: string) =>
      gitHubRefusal(
        { status: 403, headers: new Headers({ 'x-github-sso': sso }), body: { message: 'no' } },
        'https://github.com',
        { now },
      );
    expect(reason('required; url=https://github.com/orgs/a/sso').url).toBe('https://github.com/orgs/a/sso');
    for (const url of [
      'https://github.com.example.test/',
      'javascript:alert(1)',
      'http://github.com/',
      '//x',
      '',
    ])
      expect(reason(`required; url=${url}`)).toMatchObject({ reason: 'organisation_blocked', url: null });
  });

  it('too many requests, and says when to come back', async () => {
    fake.limits.remaining = 0;
    expect(await failure(provider.identify(token))).toMatchObject({
      reason: 'rate_limited',
      retryAfterSeconds: 3600,
    });
  });

  it('too many searches, while everything else works', async () => {
    fake.limits.searches = 0;
    expect(await failure(provider.searchRepositories(token, search('web')))).toMatchObject({
      reason: 'rate_limited',
      retryAfterSeconds: 60,
    });
    expect(await provider.branches(token, 'lea/web-app')).toHaveLength(2);
  });

  it.each([
    ['timed', 42],
    ['untimed', 3600],
  ] as const)('too many at once, %s', async (secondary, retryAfterSeconds) => {
    fake.limits.secondary = secondary;
    const error = await failure(provider.keys(token));
    expect(error).toMatchObject({ reason: 'rate_limited', retryAfterSeconds });
  });

  it('an address that another program has no more', () => {
    const answer = { status: 410, headers: new Headers(), body: { error: 'API V3 is no longer supported.' } };
    expect(gitHubRefusal(answer, 'https://git.example.test', { now }).reason).toBe('not_this_software');
  });
});

misbehaviourIsNamed(async () => {
  const fake = await startGitHub();
  fillGitHub(fake);
  return { fake, provider: gitHubAt(fake), token: fake.makeToken('lea'), repository: 'lea/web-app' };
});
