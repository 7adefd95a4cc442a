import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../../../test/harness.ts';
import { inTurns, meet } from '../../../../test/meet.ts';
import { beginnings, codeOf, SignInWay } from '../../../../test/sign-in-way.ts';
import { totpAt } from '../../../../test/totp-app.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { minutes } from '../../../kernel/clock.ts';

describe.each(databaseKinds)('answers of a provider (%s)', (kind) => {
  let way: SignInWay;

  beforeAll(async () => {
    way = await SignInWay.open(kind);
  });
  afterAll(() => way?.close());

  const noe = () => {
    const username = `noe${kind}${way.count()}`;
    way.gitLab.addMember({ username });
    return username;
  };
  const identities = async (who: Visitor) => (await who.call('GET', '/v1/identities')).body.identities;

  // ASVS 10.1.2, 10.2.1
  it('is not completed by a state that is missing, made up, used, late, or of another browser', async () => {
    const { login } = await way.newcomer();
    const browser = new Visitor(way.test);
    const good = way.answer(await way.begin(browser), login);
    const { state: _, ...stateless } = good;
    expect(codeOf(await way.complete(browser, stateless))).toBe('422 state missing');
    expect(codeOf(await way.complete(browser, { ...good, state: 'x'.repeat(43) }))).toBe(
      '422 state invalid_link',
    );
    const other = new Visitor(way.test);
    expect(codeOf(await way.complete(other, good))).toBe('422 state invalid_link');
    await way.begin(other);
    expect(codeOf(await way.complete(other, good))).toBe('422 state invalid_link');
    expect((await way.complete(browser, good)).status).toBe(200);
    expect(codeOf(await way.complete(browser, good))).toBe('422 state used_link');
    const late = way.answer(await way.begin(browser), login);
    way.test.clock.advance(minutes(10));
    expect(codeOf(await way.complete(browser, late))).toBe('422 state expired_link');
  });

  // RFC 9700, 4.4: one of the providers sends the browser on to the other, to be given its code.
  // ASVS 6.8.1, 10.2.2
  it('is not brought back from another provider, and that one’s code is handed to nobody', async () => {
    const { login } = await way.newcomer();
    const browser = new Visitor(way.test);
    const { state } = way.answer(await way.begin(browser, 'sign_in', { provider: 'gitlab' }), noe());
    const { code } = way.answer(await way.begin(browser), login);
    way.gitLab.forgetCalls();
    expect(codeOf(await way.complete(browser, { provider: 'github', state, code }))).toBe(
      '422 state invalid_link',
    );
    expect(way.gitLab.calls).toEqual([]);
  });

  it('leads to no page of another site, and to none whose address cannot be stored', async () => {
    const browser = new Visitor(way.test);
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
      '/\u0000',
      '/\u202e',
    ]) {
      const authorization = { provider: 'github', next };
      const begun = await browser.call('POST', `${beginnings.sign_in}/authorizations`, { authorization });
      expect([next, codeOf(begun)]).toEqual([next, '422 next invalid']);
    }
  });

  it('signs nobody up that was asked for to connect or to prove', async () => {
    const { browser } = await way.newcomer();
    const stranger = way.newLogin();
    const { given, ...proved } = await way.come(browser, stranger, 'prove');
    expect(codeOf(proved)).toBe('422 code another_identity');
    const user = { state: given.state, username: stranger, email: `${stranger}@example.test` };
    expect(codeOf(await way.signUp(browser, user))).toBe('422 state invalid_link');
  });

  it('says so when the member refused, and when the code is no good', async () => {
    const browser = new Visitor(way.test);
    const login = way.newLogin();
    expect(codeOf(await way.complete(browser, way.answer(await way.begin(browser), login, true)))).toBe(
      '422 code authorization_denied',
    );
    const given = way.answer(await way.begin(browser), login);
    expect(codeOf(await way.complete(browser, { ...given, code: 'made-up' }))).toBe(
      '422 code authorization_failed',
    );
    expect(codeOf(await way.complete(browser, given))).toBe('422 state used_link');
  });

  // RFC 9207
  it('is taken from whom the provider says it is, and from nobody else', async () => {
    const { login } = await way.newcomer();
    const { origin } = way.gitHub;
    for (const [iss, said] of [
      [origin, '200 undefined'],
      [`${origin}/login/oauth`, '200 undefined'],
      [way.gitLab.origin, '422 code authorization_failed'],
      [`${origin}.evil.example`, '422 code authorization_failed'],
    ]) {
      const browser = new Visitor(way.test);
      const given = way.answer(await way.begin(browser), login);
      expect([iss, codeOf(await way.complete(browser, { ...given, iss }))]).toEqual([iss, said]);
    }
  });

  it('lets one in of fifty who come with one answer', async () => {
    const { login } = await way.newcomer();
    const browser = new Visitor(way.test);
    const given = way.answer(await way.begin(browser), login);
    const all = await meet(
      way.test,
      inTurns(50, () => way.complete(browser, given)),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('makes one account of two forms that are sent at once', async () => {
    const login = way.newLogin();
    const browser = new Visitor(way.test);
    const { given, body } = await way.come(browser, login);
    const { email } = body.provider_sign_in.sign_up;
    const all = await meet(
      way.test,
      [1, 2].map((n) => () => way.signUp(browser, { state: given.state, username: `${login}-${n}`, email })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('ends a connecting that was begun, when a credential changes or its session ends', async () => {
    const { browser } = await way.newcomer();
    const login = way.newLogin();
    const given = way.answer(await way.begin(browser, 'connect'), login);
    const second = way.newLogin();
    const [own] = await identities(browser);
    await way.come(browser, second, 'connect');
    await browser.call('DELETE', `/v1/identities/${own.id}`);
    expect(codeOf(await way.complete(browser, given))).toBe('422 state invalid_link');
    const next = way.answer(await way.begin(browser, 'connect'), login);
    await browser.call('DELETE', '/v1/sessions/current');
    expect(codeOf(await way.complete(browser, next))).toBe('401 not_authenticated');
  });

  it('opens one session of two that give a good second factor at once', async () => {
    const { login, browser } = await way.newcomer();
    const begun = await browser.call('POST', '/v1/client/tfa', { tfa: { provider: 'totp' } });
    const key = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
    const attempt = totpAt(key, way.test.clock.now());
    const { codes } = (await browser.call('POST', '/v1/client/tfa/validate', { tfa: { attempt } })).body.tfa;
    const later = new Visitor(way.test);
    const given = way.answer(await way.begin(later), login);
    expect(codeOf(await way.complete(later, given))).toBe('401 otp_required');
    const both = [codes[0], codes[1]].map((otp) => () => way.complete(later, { state: given.state, otp }));
    expect((await meet(way.test, both)).map(codeOf).sort()).toEqual(['200 undefined', '422 state used_link']);
  });

  it('is not connected to the account that somebody else has signed in to meanwhile', async () => {
    const { browser } = await way.newcomer();
    const given = way.answer(await way.begin(browser, 'connect'), way.newLogin());
    const other = await way.test.person();
    await browser.signIn(other.email, other.password);
    expect(codeOf(await way.complete(browser, given))).toBe('422 state invalid_link');
  });
});
