import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeForgejo, startForgejo } from '../../../test/fakes/forgejo.ts';
import { fillForgejo, forgejoAt } from '../../../test/fakes/forgejo-sample.ts';
import { everyCall, failure, misbehaviourIsNamed } from '../../../test/fakes/provider-trials.ts';
import type { Provider } from './provider.ts';

describe.each(['forgejo', 'gitea'] as const)('%s refuses', (software) => {
  let fake: FakeForgejo;
  let provider: Provider;
  beforeAll(async () => {
    fake = await startForgejo({ software });
    fillForgejo(fake);
    provider = forgejoAt(fake);
  });
  afterAll(() => fake.stop());

  it('a token that nobody knows or was revoked, and one of a member who may not sign in', async () => {
    fake.addMember({ login: 'gone', prohibited: true });
    const revoked = fake.makeToken('lea');
    fake.revokeToken(revoked);
    for (const each of ['nobodys', revoked, fake.makeToken('gone')])
      for (const [name, call] of Object.entries(everyCall(provider, each, 'lea/web-app')))
        expect([name, (await failure(call())).reason]).toEqual([name, 'token_refused']);
  });

  it.each([
    ['identify', ['read:repository'], ['read:user']],
    ['keys', ['read:repository'], ['read:user']],
    ['searchRepositories', ['read:user'], ['read:repository']],
    ['branches', ['read:user', 'write:issue'], ['read:repository']],
    ['searchPullRequests', ['read:user'], ['read:repository']],
    ['organizations', ['read:user'], ['read:user', 'read:organization']],
  ])('%s with %j, and says what is wanted: %j', async (name, scopes, wanted) => {
    const poor = fake.makeToken('lea', scopes);
    const error = await failure(Promise.resolve(everyCall(provider, poor, 'lea/web-app')[name]?.()));
    expect([error.reason, error.scopes]).toEqual(['scope_missing', wanted]);
  });

  it('what is not there, or not for the member', async () => {
    const token = fake.makeToken('lea');
    for (const name of ['tom/secret', 'lea/nothing'])
      expect((await failure(provider.branches(token, name))).reason).toBe('not_found');
  });
});

misbehaviourIsNamed(async () => {
  const fake = await startForgejo();
  fillForgejo(fake);
  return { fake, provider: forgejoAt(fake), token: fake.makeToken('lea'), repository: 'lea/web-app' };
});
