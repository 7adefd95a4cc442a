import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, linkToken } from '../../../../test/harness.ts';
import { beginnings, codeOf, SignInWay } from '../../../../test/sign-in-way.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { minutes } from '../../../kernel/clock.ts';

describe.each(databaseKinds)('proof by a provider (%s)', (kind) => {
  let way: SignInWay;

  beforeAll(async () => {
    way = await SignInWay.open(kind);
  });
  afterAll(() => way?.close());

  it('is fresh proof for whoever has neither password nor passkey, and not once there is a password', async () => {
    const { login, email } = await way.newcomer();
    const browser = new Visitor(way.test);
    await way.come(browser, login);
    const proof = async () => (await browser.call('GET', '/v1/sessions/current/proof')).body.proof;
    expect(await proof()).toEqual({ fresh_until: expect.any(String), methods: ['provider'] });
    way.test.clock.advance(minutes(11));
    expect((await proof()).fresh_until).toBeNull();
    const token = { name: 'laptop' };
    expect(codeOf(await browser.call('POST', '/v1/tokens', { token }))).toBe('403 proof_required');
    const before = browser.session;
    const proved = await way.come(browser, login, 'prove');
    expect(proved.body.provider_sign_in.outcome).toBe('proved');
    expect(browser.session).not.toBe(before);
    expect((await browser.call('POST', '/v1/tokens', { token })).status).toBe(201);
    // A password is set by mail; from then on it is asked for.
    await browser.call('POST', '/v1/users/password/reset', { user: { email } });
    const reset = linkToken(await way.test.mailTo(email, /password/i));
    const user = { token: reset, password: 'a password that nobody else has' };
    expect((await browser.call('PUT', '/v1/users/password/reset', { user })).status).toBe(200);
    const later = new Visitor(way.test);
    expect((await way.come(later, login)).body.provider_sign_in.outcome).toBe('signed_in');
    expect((await later.call('GET', '/v1/sessions/current/proof')).body.proof).toEqual({
      fresh_until: null,
      methods: ['password'],
    });
    const refused = await later.call('POST', `${beginnings.prove}/authorizations`, {
      authorization: { provider: 'github' },
    });
    expect(codeOf(refused)).toBe('403 proof_required');
  });

  it('proves nothing with another account of the provider', async () => {
    const { browser } = await way.newcomer();
    const stranger = way.newLogin();
    const tried = await way.come(browser, stranger, 'prove');
    expect(codeOf(tried)).toBe('422 code another_identity');
    const other = await way.newcomer();
    expect(codeOf(await way.come(browser, other.login, 'prove'))).toBe('422 code another_identity');
  });
});
