import { expect, it } from 'vitest';
import { cookieSecret, isTo, linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { move, undoLink, undoMove } from '../../../../test/moves.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { operator } from '../../../../test/operators.ts';
import { totpAt } from '../../../../test/totp.ts';
import { seconds } from '../../../kernel/clock.ts';

onEachDatabase('an operator’s password, which no mail sets,', (test) => {
  const now = () => test().clock.now();
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const signIn = (login: string, otp: string) =>
    call('POST', '/v1/sessions', {
      body: { session: { login, password: testPassword, otp } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });

  it('resets no password by mail: whoever asks is told of the command, and nobody else of anything', async () => {
    const { who } = await operator(test());
    await test().drain();
    const mails = test().smtp.mails.length;
    const ask = (email: string) => call('POST', '/v1/users/password/reset', { body: { user: { email } } });
    const [known, unknown] = [await ask(who.email), await ask('nobody@platform.test')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await test().drain();
    const sent = test().smtp.mails.slice(mails);
    expect(sent.map(({ subject }) => subject)).toEqual(['Your password is not reset by mail']);
    expect(sent.every((mail) => isTo(mail, who.email))).toBe(true);
    expect(sent[0]?.text).toContain(`loge operator reset ${who.username}`);
    expect(sent[0]?.text).not.toContain('token=');
    expect((await journalTypes(test().app, who.id)).at(-1)).toBe('password_reset_refused');
  });

  it('sends none when a change of their address is undone', async () => {
    const { who, secret } = await operator(test());
    test().clock.advance(seconds(30));
    const entered = await signIn(who.email, totpAt(secret, now()));
    await move(test(), cookieSecret(entered), who);
    const token = await undoLink(test(), who.email);
    await test().drain();
    const mails = test().smtp.mails.length;
    expect((await undoMove(test(), token)).status).toBe(200);
    await test().drain();
    const sent = test().smtp.mails.slice(mails);
    expect(sent.map(({ subject }) => subject)).toContain('Your password is not reset by mail');
    expect(sent.map(({ text }) => text).join()).not.toContain('token=');
    test().clock.advance(seconds(30));
    expectError(await signIn(who.email, totpAt(secret, now())), 'invalid_credentials');
  });

  it('sends no password by mail to an operator who says that it was not them either', async () => {
    const { who, secret } = await operator(test());
    const token = linkToken(await test().mailTo(who.email, /is on/));
    const mails = test().smtp.mails.length;
    expect((await call('POST', '/v1/client/tfa/stop', { body: { token } })).status).toBe(200);
    test().clock.advance(seconds(30));
    expectError(await signIn(who.email, totpAt(secret, now())), 'invalid_credentials');
    await test().drain();
    const subjects = test()
      .smtp.mails.slice(mails)
      .map(({ subject }) => subject);
    expect(subjects).toEqual(['Your password is not reset by mail']);
  });
});
