import { expect, it } from 'vitest';
import { Authenticator, addPasskey, askForPasskey } from '../../../../test/authenticator.ts';
import {
  cookieSecret,
  linkToken,
  onEachDatabase,
  type Person,
  type TestResponse,
} from '../../../../test/harness.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { hours, minutes, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';

onEachDatabase('the mail about the enabling', (test) => {
  const now = () => test().clock.now();
  const tick = (milliseconds = seconds(30)) => test().clock.advance(milliseconds);
  const enrolled = async () => {
    const who = await test().person();
    const app = await enableTotp(test(), who);
    tick(seconds(60));
    return { who, ...app, code: () => totpAt(app.secret, now()) };
  };
  const signIn = (who: Person, more: object = {}, headers: Record<string, string> = {}) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, ...more } },
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
  const basic = (who: Person, otp?: string) =>
    test().call('POST', '/v1/tokens', {
      body: { token: { name: 'cli' } },
      basic: `${who.username}:${who.password}`,
      ...(otp === undefined ? {} : { headers: { 'x-authorization-otp': otp } }),
    });
  const stop = (token: string) => test().call('POST', `${tfa}/stop`, { body: { token } });

  it('stops it: sessions and new tokens end, and a new password is set by mail', async () => {
    const { who, session, code } = await enrolled();
    const token = linkToken(await test().mailTo(who.email, /is on/));
    const made = await basic(who, code());
    expect((await stop(token)).status).toBe(200);
    expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
    const exchange = await test().call('POST', '/v1/tokens/exchange', {
      basic: `:${made.body.token.token}`,
    });
    expectError(exchange, 'not_authenticated');
    expectError(await signIn(who), 'invalid_credentials');
    const reset = linkToken(await test().mailTo(who.email, /new password/));
    const password = 'a password of my own now';
    await test().call('PUT', '/v1/users/password/reset', { body: { user: { token: reset, password } } });
    expect((await signIn({ ...who, password })).status).toBe(201);
    expect(fieldCode(await stop(token), 'token')).toBe('used_link');
  });

  const exchange = (secret: string) => test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
  const thiefTurnsItOn = async (jwt: string, proof: object = {}) => {
    const begun = await test().call('POST', tfa, {
      bearer: jwt,
      body: { tfa: { provider: 'totp', ...proof } },
    });
    const secret = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
    const attempt = totpAt(secret, now());
    const body = { tfa: { attempt } };
    const enabled = await test().call('POST', `${tfa}/validate`, { bearer: jwt, body });
    expect(enabled.status, JSON.stringify(enabled.body)).toBe(200);
    return { secret, codes: enabled.body.tfa.codes as string[] };
  };
  const stopFor = async (who: Person) => stop(linkToken(await test().mailTo(who.email, /is on/)));

  it('revokes the token that began it, made up to ten minutes before', async () => {
    const who = await test().person();
    const early = await test().bearer(who);
    tick(minutes(5));
    const made = await test().bearer(who);
    tick(minutes(4));
    await thiefTurnsItOn(made.jwt);
    expect((await stopFor(who)).status).toBe(200);
    for (const { secret } of [early, made]) expectError(await exchange(secret), 'not_authenticated');
  });

  it('revokes the token that began it however old, and leaves the others', async () => {
    const who = await test().person();
    const mine = await test().bearer(who);
    tick(minutes(11));
    const used = await test().bearer(who);
    tick(minutes(50));
    await thiefTurnsItOn(used.jwt, { current_password: who.password });
    expect((await stopFor(who)).status).toBe(200);
    expectError(await exchange(used.secret), 'not_authenticated');
    expect((await exchange(mine.secret)).status).toBe(200);
  });

  it('puts out of use whatever else was added since: passkeys, recovery codes, remembered browsers', async () => {
    const who = await test().person();
    const { session, codes, secret } = await enableTotp(test(), who);
    const { device } = await addPasskey(test(), who, new Authenticator(), session);
    tick(seconds(60));
    const remembered = await signIn(who, { otp: totpAt(secret, now()), remember: true });
    const cookie = { cookie: `__Host-loge_browser=${browserCookie(remembered)}` };
    expect((await stopFor(who)).status).toBe(200);
    const alone = await test().call('POST', '/v1/sessions/passkey', {
      body: { session: { passkey: device.answer(await askForPasskey(test())) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expectError(alone, 'invalid_credentials');
    const mine = await takeBack(who);
    expect((await signIn(mine)).status).toBe(201);
    // A member who turns the factor on again is asked for it in the browser that the thief had remembered, and the
    // thief's codes are refused.
    const again = await enableTotp(test(), mine);
    expectError(await signIn(mine, {}, cookie), 'otp_required');
    expectError(await signIn(mine, { otp: codes[0] ?? '' }), 'otp_invalid');
    expect((await signIn(mine, { otp: again.codes[0] ?? '' })).status).toBe(201);
  });

  it('leaves a passkey of before in use, and asks for it', async () => {
    const who = await test().person();
    const { device } = await addPasskey(test(), who);
    tick(minutes(11));
    // The app is turned on in another session. What was added in the same session may be the same person's.
    const body = { session: { passkey: device.answer(await askForPasskey(test())) } };
    const headers = { 'sec-fetch-site': 'same-origin' };
    const proved = cookieSecret(await test().call('POST', '/v1/sessions/passkey', { body, headers }));
    const secret = await beginTotp(test(), proved);
    const attempt = totpAt(secret, now());
    await test().call('POST', `${tfa}/validate`, { session: proved, body: { tfa: { attempt } } });
    expect((await stopFor(who)).status).toBe(200);
    const asked = await signIn(await takeBack(who));
    expectError(asked, 'otp_required');
    expect(asked.body.methods).toEqual(['passkey', 'recovery_code']);
    const alone = await test().call('POST', '/v1/sessions/passkey', {
      body: { session: { passkey: device.answer(await askForPasskey(test())) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(alone.status).toBe(201);
  });

  const takeBack = async (who: Person): Promise<Person> => {
    const token = linkToken(await test().mailTo(who.email, /new password/));
    const password = 'a password of my own now';
    await test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    return { ...who, password };
  };

  it('is of no use cut short, of another kind, or after a day', async () => {
    const { who } = await enrolled();
    const token = linkToken(await test().mailTo(who.email, /is on/));
    expect(fieldCode(await stop(token.slice(0, -1)), 'token')).toBe('invalid_link');
    expect(fieldCode(await test().call('POST', `${tfa}/reset/stop`, { body: { token } }), 'token')).toBe(
      'invalid_link',
    );
    tick(hours(24));
    expect(fieldCode(await stop(token), 'token')).toBe('expired_link');
  });
});

const browserCookie = ({ headers }: TestResponse): string =>
  /__Host-loge_browser=([\w-]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
