import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeForgejo, startForgejo } from '../../../test/fakes/forgejo.ts';
import { fillForgejo } from '../../../test/fakes/forgejo-sample.ts';
import { startGitLab } from '../../../test/fakes/gitlab.ts';
import { fillGitLab } from '../../../test/fakes/gitlab-sample.ts';
import { everyCall, failure, reach } from '../../../test/fakes/provider-trials.ts';
import { OutboundError } from '../../platform/outbound/outbound.ts';
import { makeProvider } from './make-provider.ts';

/** The most that one answer takes on the way out: a little less than ten seconds. */
const slowMs = 9_000;

describe('a provider that takes nine seconds for each answer', () => {
  let fake: FakeForgejo;
  beforeAll(async () => {
    fake = await startForgejo();
    fillForgejo(fake);
  });
  afterAll(() => fake.stop());

  it('is asked twice in one call, and not a third time', async () => {
    const many = Array.from({ length: 200 }, (_, at) => ({ title: `${at}`, key: `ssh-ed25519 ${at}` }));
    fake.addMember({ login: 'rich', keys: many });
    let at = 0;
    const provider = makeProvider('forgejo', fake.origin, {
      registration: null,
      now: () => at,
      fetch: async (url, init) => {
        const answer = await reach.fetch(url, init);
        at += slowMs;
        return answer;
      },
    });
    const { reason, cause } = await failure(provider.keys(fake.makeToken('rich')));
    expect([reason, cause instanceof OutboundError && cause.reason]).toEqual(['unreachable', 'timed_out']);
    expect(fake.calls).toHaveLength(2);
    // Each call has its own time, however long the client of the provider is there.
    expect(await provider.keys(fake.makeToken('lea'))).toHaveLength(1);
  });

  it('has that bound for each call', async () => {
    const gitLab = await startGitLab();
    fillGitLab(gitLab);
    const application = gitLab.register();
    let at = 0;
    const provider = makeProvider('gitlab', gitLab.origin, {
      registration: { clientId: application.id, clientSecret: application.secret },
      fetch: reach.fetch,
      now: () => at,
    });
    at = 60_000;
    const { accessToken } = gitLab.oauth.give(application.id, 'lea', ['api']);
    for (const call of Object.values(everyCall(provider, accessToken, 'lea/web-app'))) await call();
    await provider.revoke(accessToken);
    await gitLab.stop();
  });
});
