import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../../../test/harness.ts';
import { journalTypes } from '../../../../test/observe.ts';
import { codeOf, SignInWay } from '../../../../test/sign-in-way.ts';
import { totpAt } from '../../../../test/totp-app.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { minutes } from '../../../kernel/clock.ts';

describe.each(databaseKinds)('signing in with a provider (%s)', (kind) => {
  let way: SignInWay;

  beforeAll(async () => {
    way = await SignInWay.open(kind);
  });
  afterAll(() => way?.close());

  const self = (who: Visitor) => who.call('GET', '/v1/users/self');

  it('asks for no more than who somebody is, and makes an account in one form', async () => {
    const login = way.newLogin();
    const browser = new Visitor(way.test);
    const url = new URL(await way.begin(browser, 'sign_in', { next: '/account/keys' }));
    expect(url.searchParams.get('scope')).toBe('user:email');
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:4310/users/github/sign_in');
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    const given = way.answer(url.href, login);
    const met = await way.complete(browser, given);
    expect(met.body.provider_sign_in).toEqual({
      outcome: 'sign_up',
      provider: 'github',
      user: null,
      next: null,
      sign_up: { provider_username: login, username: login, email: `${login}@example.test` },
    });
    expect((await self(browser)).status).toBe(401);
    const made = await way.signUp(browser, {
      state: given.state,
      username: login,
      email: `${login}@example.test`,
    });
    expect([made.status, made.body.signed_in, made.body.user.confirmed]).toEqual([201, true, true]);
    expect((await self(browser)).body.user).toMatchObject({ username: login, confirmed: true });
    expect(await journalTypes(way.test.app, made.body.user.id)).toEqual([
      'new_user',
      'identity_added',
      'email_confirmed',
      'login_success',
    ]);
    const mail = await way.test.mailTo(`${login}@example.test`, /made with GitHub/);
    expect(mail.text).toContain(login);
    // The page that they came for is shown the next time.
    expect(
      (await way.come(new Visitor(way.test), login, 'sign_in', { next: '/account/keys' })).body
        .provider_sign_in,
    ).toMatchObject({
      outcome: 'signed_in',
      next: '/account/keys',
    });
  });

  it('works with GitLab alike', async () => {
    const username = `lea${kind}${way.count()}`;
    way.gitLab.addMember({ username });
    const browser = new Visitor(way.test);
    const { given, body } = await way.come(browser, username, 'sign_in', {
      provider: 'gitlab',
    });
    const { sign_up } = body.provider_sign_in;
    expect(sign_up.email).toMatch(/@/);
    const made = await way.signUp(browser, { state: given.state, username, email: sign_up.email });
    expect(made.body.signed_in).toBe(true);
    const again = new Visitor(way.test);
    expect(
      (await way.come(again, username, 'sign_in', { provider: 'gitlab' })).body.provider_sign_in.user
        .username,
    ).toBe(username);
  });

  it('asks for the second factor as after a password, and takes the right one once', async () => {
    const { login, browser } = await way.newcomer();
    const begun = await browser.call('POST', '/v1/client/tfa', { tfa: { provider: 'totp' } });
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    const key = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
    const on = await browser.call('POST', '/v1/client/tfa/validate', {
      tfa: { attempt: totpAt(key, way.test.clock.now()) },
    });
    expect(on.status, JSON.stringify(on.body)).toBe(200);
    way.test.clock.advance(minutes(2));
    const later = new Visitor(way.test);
    const given = way.answer(await way.begin(later), login);
    const asked = await way.complete(later, given);
    expect([codeOf(asked), asked.body.methods]).toEqual(['401 otp_required', ['totp', 'recovery_code']]);
    expect(codeOf(await way.complete(later, { ...given, otp: '000000' }))).toBe('401 otp_invalid');
    const entered = await way.complete(later, { state: given.state, otp: totpAt(key, way.test.clock.now()) });
    expect(entered.body.provider_sign_in.outcome).toBe('signed_in');
    expect((await later.call('GET', '/v1/sessions/current/proof')).body.proof.fresh_until).not.toBeNull();
    expect(codeOf(await way.complete(later, { state: given.state, otp: '000000' }))).toBe(
      '422 state used_link',
    );
  });

  it('never links by address: whoever has an account signs in to it first', async () => {
    const owner = await way.test.person();
    const login = way.newLogin({ emails: [{ email: owner.email, primary: true, verified: true }] });
    const browser = new Visitor(way.test);
    const { given, body } = await way.come(browser, login);
    expect(body.provider_sign_in).toMatchObject({ outcome: 'address_taken', user: null });
    const forced = await way.signUp(browser, { state: given.state, username: login, email: owner.email });
    expect(codeOf(forced)).toBe('422 email taken');
    await browser.signIn(owner.email, owner.password);
    expect((await way.come(browser, login, 'connect')).body.provider_sign_in.outcome).toBe('connected');
    await way.test.mailTo(owner.email, /GitHub can now sign you in/);
    const later = new Visitor(way.test);
    expect((await way.come(later, login)).body.provider_sign_in.user.id).toBe(owner.id);
  });

  it('takes an address that the provider has not verified as any sign-up does', async () => {
    const login = way.newLogin({
      emails: [{ email: 'unproved@example.test', primary: true, verified: false }],
    });
    const owner = await way.test.person();
    const tries: Awaited<ReturnType<typeof way.signUp>>[] = [];
    for (const email of [`free-${login}@example.test`, owner.email]) {
      const browser = new Visitor(way.test);
      const { given, body } = await way.come(browser, login);
      expect(body.provider_sign_in.sign_up.email).toBeNull();
      const made = await way.signUp(browser, {
        state: given.state,
        username: `u${way.count()}${login}`,
        email,
      });
      tries.push(made);
      expect(browser.session).toBeUndefined();
      expect(codeOf(await way.signUp(browser, { state: given.state, username: 'again', email }))).toBe(
        '422 state used_link',
      );
      // The second time, the first one's identity would sign in.
      if (email === owner.email) break;
      await way.test.mailTo(email, /^Confirm/);
      await way.test.app.ctx.write(
        { kind: 'command', command: 'test', remoteIp: null, userAgent: null },
        (tx) => tx.deleteFrom('identities').where('username', '=', login).execute(),
      );
    }
    const shape = ({ status, body }: (typeof tries)[number]) => [
      status,
      body.signed_in,
      body.user.confirmed,
      Object.keys(body.user),
    ];
    expect(shape(tries[0] ?? { status: 0, body: {} })).toEqual(shape(tries[1] ?? { status: 1, body: {} }));
    await way.test.mailTo(owner.email, /address/i);
    expect((await journalTypes(way.test.app, owner.id)).includes('identity_added')).toBe(false);
  });

  it('does not sign in to an account that is suspended', async () => {
    const { login, id } = await way.newcomer();
    await way.test.app.ctx.write(
      { kind: 'command', command: 'test', remoteIp: null, userAgent: null },
      (tx) => tx.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', id).execute(),
    );
    expect(codeOf(await way.come(new Visitor(way.test), login))).toBe('403 account_suspended');
  });

  it('follows the number at the provider, not the name', async () => {
    const { login, id } = await way.newcomer();
    const member = way.gitHub.members.find((one) => one.login === login);
    const renamed = `${login}-renamed`;
    Object.assign(member ?? {}, { login: renamed });
    way.gitHub.addMember({ login });
    expect((await way.come(new Visitor(way.test), renamed)).body.provider_sign_in.user.id).toBe(id);
    expect((await way.come(new Visitor(way.test), login)).body.provider_sign_in.outcome).toBe(
      'address_taken',
    );
  });
});
