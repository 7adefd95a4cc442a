import { expect, it } from 'vitest';
import { addPasskey, askForPasskey } from '../../../../test/authenticator.ts';
import { cookieSecret, isTo, onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';
import {
  beginEnrolment,
  createOperator,
  enrol,
  operator,
  resetOperator,
  secretIn,
} from '../../../../test/operators.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { hours, seconds } from '../../../kernel/clock.ts';
import { accountByLogin } from '../../accounts/feature.ts';
import { requestFactorReset } from '../two-factor/feature.ts';

onEachDatabase('loge operator reset', (test) => {
  const now = () => test().clock.now();
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const signIn = (login: string, otp?: string, password = testPassword) =>
    call('POST', '/v1/sessions', {
      body: { session: { login, password, ...(otp ? { otp } : {}), remember: true } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });

  it('takes everything that opens the account, tells them, and enrols anew', async () => {
    const { who, secret, codes } = await operator(test());
    const session = cookieSecret(await signIn(who.email, codes[0]));
    const { device } = await addPasskey(test(), who, undefined, session);
    const { jwt, secret: token } = await test().bearer(who, codes[1]);
    await test().drain();
    const mails = test().smtp.mails.length;
    const link = await resetOperator(test(), who.username);
    for (const credential of [{ session }, { bearer: jwt }])
      expectError(await call('GET', '/v1/users/self', credential), 'not_authenticated');
    expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${token}` }), 'not_authenticated');
    test().clock.advance(seconds(30));
    expectError(await signIn(who.email, totpAt(secret, now())), 'invalid_credentials');
    const passkey = device.answer(await askForPasskey(test()));
    const alone = await call('POST', '/v1/sessions/passkey', {
      body: { session: { passkey } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expectError(alone, 'invalid_credentials');
    await test().drain();
    expect(
      test()
        .smtp.mails.slice(mails)
        .map(({ subject }) => subject),
    ).toEqual(['Your operator account was reset']);
    expect(
      test()
        .smtp.mails.slice(mails)
        .every((mail) => !mail.text.includes('token=')),
    ).toBe(true);

    const begun = await beginEnrolment(test(), link);
    expect(begun.body.enrolment).toMatchObject({ username: who.username, needs_password: true });
    const fresh = secretIn(begun);
    const password = 'what the operator chose now';
    expect((await enrol(test(), link, { attempt: totpAt(fresh, now()), password })).status).toBe(200);
    test().clock.advance(seconds(30));
    expectError(await signIn(who.email, codes[2], password), 'otp_invalid');
    const entered = await signIn(who.email, totpAt(fresh, now()), password);
    expect(entered.body.user.flags).toEqual({ operator: true });
    expect(fieldCode(await beginEnrolment(test(), link), 'token')).toBe('used_link');
  });

  it('prints a link in place of the one before', async () => {
    const { who } = await operator(test());
    const first = await resetOperator(test(), who.email);
    const second = await resetOperator(test(), who.email);
    expect(fieldCode(await beginEnrolment(test(), first), 'token')).toBe('used_link');
    expect((await beginEnrolment(test(), second)).status).toBe(200);
  });

  it('is for operators, by the words of the command', async () => {
    const member = await test().person();
    await expect(resetOperator(test(), member.email)).rejects.toThrow('no operator');
    await expect(resetOperator(test(), 'nobody')).rejects.toThrow('no operator');
    await expect(resetOperator(test(), '')).rejects.toThrow('operator reset <');
  });

  it('is the only way: a member’s removal of factors does not touch an operator', async () => {
    const removal = (login: string) =>
      runCommand(test().app.ctx, 'member', 'reset-2fa', login, '--reason', 'lost everything');
    const { who } = await operator(test());
    await expect(removal(who.username)).rejects.toThrow('loge operator reset');
    const account = await accountByLogin(test().app.ctx.reader, who.username);
    if (!account) throw new Error('nobody');
    await expect(requestFactorReset(test().app.ctx, commandActor('test'), account, 'why')).rejects.toThrow();
    // Nor does one that waited when they were made an operator.
    const member: Person = await test().person();
    await enableTotp(test(), member);
    await removal(member.email);
    await createOperator(test(), member.email);
    test().clock.advance(hours(25));
    await test().drain();
    expectError(await signIn(member.email), 'otp_required');
    expect(
      test().smtp.mails.filter((mail) => isTo(mail, member.email) && /was removed/.test(mail.subject)),
    ).toEqual([]);
  });
});
