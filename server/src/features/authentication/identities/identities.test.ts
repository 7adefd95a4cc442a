import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../../../test/harness.ts';
import { codeOf, SignInWay } from '../../../../test/sign-in-way.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { minutes } from '../../../kernel/clock.ts';

describe.each(databaseKinds)('an identity (%s)', (kind) => {
  let way: SignInWay;

  beforeAll(async () => {
    way = await SignInWay.open(kind);
  });
  afterAll(() => way?.close());

  const identities = async (who: Visitor) => (await who.call('GET', '/v1/identities')).body.identities;

  it('is connected and removed with fresh proof and a mail, but the last way in stays', async () => {
    const { browser, login } = await way.newcomer();
    const [own] = await identities(browser);
    expect(own).toMatchObject({ provider: 'github', username: login, offered: true });
    expect(codeOf(await browser.call('DELETE', `/v1/identities/${own.id}`))).toBe('422 base last_way_in');
    expect(await identities(browser)).toHaveLength(1);
    const second = way.newLogin();
    expect((await way.come(browser, second, 'connect')).body.provider_sign_in.outcome).toBe('connected');
    expect((await browser.call('DELETE', `/v1/identities/${own.id}`)).status).toBe(204);
    // It signs nobody in any more, and its address is this account's.
    expect((await way.come(new Visitor(way.test), login)).body.provider_sign_in.outcome).toBe(
      'address_taken',
    );
    const stranger = await way.newcomer();
    const [left] = await identities(browser);
    expect(codeOf(await stranger.browser.call('DELETE', `/v1/identities/${left.id}`))).toBe('404 not_found');
    way.test.clock.advance(minutes(11));
    expect(codeOf(await browser.call('DELETE', `/v1/identities/${left.id}`))).toBe('403 proof_required');
  });

  it('is not connected by an account that signs somebody else in', async () => {
    const { login } = await way.newcomer();
    const other = await way.newcomer();
    expect(codeOf(await way.come(other.browser, login, 'connect'))).toBe('422 base linked_elsewhere');
  });
});
