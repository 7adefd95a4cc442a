import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/features/providers/provider.ts';
import { ProviderError, type ProviderFault } from '../../src/features/providers/provider-error.ts';
import { readSearchQuery } from '../../src/features/providers/search-query.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { OutboundError } from '../../src/platform/outbound/outbound.ts';
import { makeOutbound } from '../outbound.ts';
import type { FakeServer } from './fake-server.ts';
import type { Mood } from './mood.ts';

/** The time of the tests of providers. */
export const now = (): number => Date.parse('2026-11-27T12:00:00Z');

/** What bounds the calls of these tests. */
const waits = fixedClock(0);

/** How the tests' providers reach the fakes: by the way out. */
export const reach = {
  fetch: makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1,localhost' }, waits).fetch,
  now,
};

/** The error of a call that must fail. */
export async function failure(call: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await call.then(
    (answer) => new Error(`it answered ${JSON.stringify(answer)}`),
    (thrown) => thrown,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

export const search = readSearchQuery;

/** Each call of a provider, by its name. The token and the repository are ones that the fake has. */
export const everyCall = (
  provider: Provider,
  token: string,
  repository: string,
): Record<string, () => Promise<unknown>> => ({
  identify: () => provider.identify(token),
  keys: () => provider.keys(token),
  searchRepositories: () => provider.searchRepositories(token, search('a')),
  searchPullRequests: () => provider.searchPullRequests(token, search(`repo:${repository}`)),
  organizations: () => provider.organizations(token, 1, 20),
  branches: () => provider.branches(token, repository),
});

const expected: readonly (readonly [Mood, ProviderFault])[] = [
  ['html', 'not_this_software'],
  ['other_json', 'not_this_software'],
  ['nothing', 'not_this_software'],
  ['proxy_login', 'not_this_software'],
  ['lost_page', 'not_this_software'],
  ['failing', 'unreachable'],
  ['failing_page', 'unreachable'],
  ['gone', 'unreachable'],
  ['huge', 'unreachable'],
  ['bomb', 'unreachable'],
  ['elsewhere', 'not_this_software'],
  ['limited', 'rate_limited'],
];

/** What is the same for every provider: what is made of answers that no such software gives. */
export function misbehaviourIsNamed(
  start: () => Promise<{ fake: FakeServer; provider: Provider; token: string; repository: string }>,
): void {
  describe('a server that misbehaves', () => {
    let set: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      set = await start();
    });
    beforeEach(() => {
      set.fake.mood = 'well';
    });
    afterAll(() => set.fake.stop());

    it('works before', async () => {
      for (const call of Object.values(everyCall(set.provider, set.token, set.repository))) await call();
    });

    it.each(expected)('that answers %s is %s, whatever was asked', async (mood, reason) => {
      set.fake.mood = mood;
      for (const [name, call] of Object.entries(everyCall(set.provider, set.token, set.repository))) {
        const error = await failure(call());
        expect([name, error.reason]).toEqual([name, reason]);
        if (mood === 'limited') expect([name, error.retryAfterSeconds]).toEqual([name, 17]);
        expect(`${error.message} ${error.stack}`).not.toContain(set.token);
      }
    });

    it('that does not know the address of members is not_this_software', async () => {
      set.fake.mood = 'lost';
      expect((await failure(set.provider.identify(set.token))).reason).toBe('not_this_software');
    });

    it.each(['silent', 'slow'] as const)('that is %s is unreachable after ten seconds', async (mood) => {
      set.fake.mood = mood;
      set.fake.forgetCalls();
      const call = failure(set.provider.identify(set.token));
      while (set.fake.calls.length === 0) await setImmediate();
      waits.advance(10_000);
      const { reason, cause } = await call;
      expect([reason, cause instanceof OutboundError && cause.reason]).toEqual(['unreachable', 'timed_out']);
    });

    it('is unreachable once it is stopped', async () => {
      const { fake, provider, token } = await start();
      await fake.stop();
      const error = await failure(provider.identify(token));
      expect([error.reason, error.cause instanceof OutboundError]).toEqual(['unreachable', true]);
    });

    it.each([
      '',
      '..',
      '../..',
      'a/..',
      './a',
      'a/%2e%2e',
      'a/b?x=1',
      'a/b#c',
      'a//b',
      'a/\u202eb',
      'a'.repeat(9000),
    ])('is not asked about a repository named %j', async (name) => {
      set.fake.forgetCalls();
      expect((await failure(set.provider.branches(set.token, name))).reason).toBe('not_found');
      expect(set.fake.calls).toEqual([]);
    });
  });
}
