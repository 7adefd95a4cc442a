import { expect, it } from 'vitest';
import { cookieSecret, linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError } from '../../../../test/observe.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { minutes, seconds } from '../../../kernel/clock.ts';

let count = 0;
const password = 'mine again, and only mine';

onEachDatabase('second factors, when a change of e-mail is undone', (test) => {
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const signIn = (who: Person, otp?: string) =>
    call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password, ...(otp ? { otp } : {}) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  /** Asks for a change of address, does something, confirms the change, undoes it and sets a new password. */
  const changedAndUndone = async (who: Person, session: string, between: () => Promise<void>) => {
    const email = `thief${count++}@elsewhere.test`;
    const body = { user: { email, current_password: who.password } };
    expect((await call('PUT', '/v1/users/account', { session, body })).status).toBe(200);
    await between();
    const confirming = linkToken(await test().mailTo(email, /Confirm your new/));
    const confirmed = await call('POST', '/v1/users/email/confirm', { session, body: { token: confirming } });
    expect(confirmed.status).toBe(200);
    const undoing = linkToken(await test().mailTo(who.email, /was changed/));
    expect((await call('POST', '/v1/users/email/undo', { body: { token: undoing } })).status).toBe(200);
    const token = linkToken(await test().mailTo(who.email, /new password/));
    const reset = await call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    expect(reset.status).toBe(200);
  };

  it('asks for no app whose secret was begun before the change and turned on after it', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const secret = await beginTotp(test(), session);
    test().clock.advance(seconds(60));
    await changedAndUndone(who, session, async () => {
      const attempt = totpAt(secret, test().clock.now());
      const enabled = await call('POST', '/v1/client/tfa/validate', { session, body: { tfa: { attempt } } });
      expect(enabled.status).toBe(200);
    });
    expect((await signIn(who)).status).toBe(201);
  });

  it('lets nobody in with recovery codes made since', async () => {
    const who = await test().person();
    const own = await enableTotp(test(), who);
    test().clock.advance(minutes(11));
    const entered = await call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, otp: own.codes[0] } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const session = cookieSecret(entered);
    let codes: string[] = [];
    await changedAndUndone(who, session, async () => {
      codes = (await call('POST', '/v1/client/tfa/codes', { session, body: {} })).body.tfa.codes;
    });
    expect(codes).toHaveLength(10);
    expectError(await signIn(who), 'otp_required');
    expectError(await signIn(who, codes[0]), 'otp_invalid');
  });
});
