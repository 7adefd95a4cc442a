import { expect, it } from 'vitest';
import { linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { enableTotp } from '../../../../test/totp.ts';
import { days, hours, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';

onEachDatabase('removal by an operator', (test) => {
  const tick = (milliseconds = seconds(30)) => test().clock.advance(milliseconds);
  const enrolled = async () => {
    const who = await test().person();
    const app = await enableTotp(test(), who);
    tick(seconds(60));
    return { who, ...app };
  };
  const signIn = (who: Person, more: object = {}) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, ...more } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  const reset = (login: string, reason = 'lost the phone in a lake') =>
    runCommand(test().app.ctx, 'member', 'reset-2fa', login, '--reason', reason);

  // ASVS 6.4.4
  it('waits a day, tells the member, then leaves the password alone', async () => {
    const { who, session } = await enrolled();
    await reset(who.email);
    expect((await test().mailTo(who.email, /will be removed/)).text).toContain('lost the phone in a lake');
    tick(hours(24) - 1);
    await test().drain();
    expectError(await signIn(who), 'otp_required');
    tick(1);
    await test().drain();
    expect((await signIn(who)).status).toBe(201);
    expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
    await test().mailTo(who.email, /was removed/);
  });

  // ASVS 6.4.4
  it('is stopped from the mail, once', async () => {
    const { who } = await enrolled();
    await reset(who.username);
    const token = linkToken(await test().mailTo(who.email, /will be removed/));
    const stop = () => test().call('POST', `${tfa}/reset/stop`, { body: { token } });
    expect((await stop()).status).toBe(200);
    expect(fieldCode(await stop(), 'token')).toBe('used_link');
    tick(days(2));
    await test().drain();
    expectError(await signIn(who), 'otp_required');
    await test().mailTo(who.email, /stays/);
  });

  it('is told to every address of the last week, and the old one stops it too', async () => {
    const { who, session } = await enrolled();
    const moved = `moved-${who.email}`;
    const user = { email: moved, current_password: who.password };
    await test().call('PUT', '/v1/users/account', { session, body: { user } });
    const confirming = linkToken(await test().mailTo(moved, /Confirm your new/));
    await test().call('POST', '/v1/users/email/confirm', { session, body: { token: confirming } });
    tick(days(7) - hours(1));
    await reset(who.username);
    await test().mailTo(moved, /will be removed/);
    const token = linkToken(await test().mailTo(who.email, /will be removed/));
    const stopped = await test().call('POST', `${tfa}/reset/stop`, { body: { token } });
    expect(stopped.status).toBe(200);
    for (const address of [moved, who.email]) await test().mailTo(address, /stays/);
    const spare = linkToken(await test().mailTo(moved, /will be removed/));
    const again = await test().call('POST', `${tfa}/reset/stop`, { body: { token: spare } });
    expect(fieldCode(again, 'token')).toBe('expired_link');
    tick(days(2));
    await test().drain();
    expectError(await signIn({ ...who, email: moved }), 'otp_required');
    // A week after the change the old address is nobody's to tell.
    const mails = test().smtp.mails.length;
    await reset(who.username);
    await test().drain();
    expect(
      test()
        .smtp.mails.slice(mails)
        .map(({ to }) => to),
    ).toEqual([[moved]]);
  });

  it('wants a reason, a member, a second factor, and no other one waiting', async () => {
    const { who } = await enrolled();
    await expect(reset(who.email, ' ')).rejects.toThrow('--reason');
    await expect(reset('nobody@example.test')).rejects.toThrow('no member');
    await expect(reset((await test().person()).email)).rejects.toThrow();
    await reset(who.email);
    await expect(reset(who.email)).rejects.toThrow();
  });
});
