import { expect, it } from 'vitest';
import { addPasskey, askForPasskey } from '../../../../test/authenticator.ts';
import { isTo, linkToken, onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { beginEnrolment, createOperator, enrol, secretIn } from '../../../../test/operators.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { createToken } from '../../api-tokens/feature.ts';

onEachDatabase('loge operator create', (test) => {
  const create = (...args: string[]) => createOperator(test(), ...args);
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const rowOf = (email: string) =>
    test()
      .app.ctx.reader.selectFrom('accounts')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
  const flagsOf = async (session: string) =>
    (await call('GET', '/v1/users/self', { session })).body.user.flags;
  const signIn = (who: Pick<Person, 'email' | 'password'>, otp?: string) =>
    call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, ...(otp ? { otp } : {}) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });

  // ASVS 6.3.2
  it('makes an account that nothing opens but its link', async () => {
    await create('ines@example.test', 'ines');
    expectError(await signIn({ email: 'ines@example.test', password: testPassword }), 'invalid_credentials');
    expect((await rowOf('ines@example.test')).operator_since).not.toBeNull();
  });

  it('makes an operator of a member, tells them, and leaves how they sign in alone', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    expect(await create(who.email)).not.toBe('');
    expect((await test().mailTo(who.email, /made an operator/)).text).toContain('sets up two-factor');
    expect(await flagsOf(session)).toEqual({ operator_enrolment: true });
    expect((await signIn(who)).status).toBe(201);
    expect((await rowOf(who.email)).operator_since).not.toBeNull();
  });

  it('has nothing to enrol for a member with a second factor, and does nothing twice', async () => {
    const who = await test().person();
    const { session } = await enableTotp(test(), who);
    expect(await create(who.email)).toBe('');
    expect(await flagsOf(session)).toEqual({ operator: true });
    expect((await test().mailTo(who.email, /made an operator/)).text).toContain('nothing left to do');
    const before = await journalTypes(test().app, who.id);
    expect(await create(who.email)).toBe('');
    expect(await journalTypes(test().app, who.id)).toEqual(before);
    await test().drain();
    expect(
      test().smtp.mails.filter((mail) => isTo(mail, who.email) && /made an op/.test(mail.subject)),
    ).toHaveLength(1);
  });

  it('prints a new link while the enrolment waits, and the earlier one dies', async () => {
    const first = await create('louise@example.test');
    const second = await create('louise@example.test');
    expect(fieldCode(await beginEnrolment(test(), first), 'token')).toBe('used_link');
    expect((await beginEnrolment(test(), second)).status).toBe(200);
  });

  it('kills the reset links that were mailed before', async () => {
    const who = await test().person();
    await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
    const token = linkToken(await test().mailTo(who.email, /new password/));
    await create(who.email);
    const user = { token, password: 'another horse, another battery' };
    const used = await call('PUT', '/v1/users/password/reset', { body: { user } });
    expect(fieldCode(used, 'token')).toBe('used_link');
  });

  it('does not make an operator of a suspended account', async () => {
    const who = await test().person();
    const suspended_at = new Date(test().clock.now()).toISOString();
    await test().app.ctx.write(commandActor('test'), async (tx) => {
      await tx.updateTable('accounts').set({ suspended_at }).where('id', '=', who.id).execute();
    });
    await expect(create(who.email)).rejects.toThrow('suspended');
  });

  /** Somebody who signed up with the address first, never confirmed it, and set up every kind of access. */
  const squat = async (email: string) => {
    const squatter = await test().person({ confirmed: false, email });
    const confirmation = linkToken(await test().mailTo(email, /Confirm your/));
    const session = await test().signIn(squatter, true);
    const wanted = `wanted-${email}`;
    const user = { email: wanted, current_password: squatter.password };
    await call('PUT', '/v1/users/account', { session, body: { user } });
    const change = linkToken(await test().mailTo(wanted, /Confirm your new/));
    const { device } = await addPasskey(test(), squatter, undefined, session);
    const app = await enableTotp(test(), squatter, session);
    // Only a confirmed account can make a token. The test makes one as if the address had been taken back from such an account.
    const account = await rowOf(email);
    const { secret } = await createToken(test().app.ctx, commandActor('test'), account, 'squatter');
    return { squatter, session, device, app, confirmation, change, token: secret };
  };

  it('gives nothing to whoever signed up with that address before and never confirmed it', async () => {
    const { squatter, session, device, app, confirmation, change, token } = await squat('boss@example.test');
    const link = await create('boss@example.test');
    expect(await journalTypes(test().app, squatter.id)).toEqual(
      expect.arrayContaining(['account_reclaimed', 'operator_granted']),
    );
    // Everything that the squatter held ends.
    expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
    expectError(await signIn(squatter), 'invalid_credentials');
    const alone = await call('POST', '/v1/sessions/passkey', {
      body: { session: { passkey: device.answer(await askForPasskey(test())) } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expectError(alone, 'invalid_credentials');
    const exchanged = await call('POST', '/v1/tokens/exchange', { basic: `:${token}` });
    expectError(exchanged, 'not_authenticated');
    const confirmed = await call('POST', '/v1/users/email/confirm', { session, body: { token: change } });
    expectError(confirmed, 'not_authenticated');
    // The operator chooses the first password, and is asked for their own factor only.
    const begun = await beginEnrolment(test(), link);
    expect(begun.body.enrolment.needs_password).toBe(true);
    const secret = secretIn(begun);
    const mine = { email: squatter.email, password: 'the one the operator chose' };
    const attempt = totpAt(secret, test().clock.now());
    expect((await enrol(test(), link, { attempt, password: mine.password })).status).toBe(200);
    test().clock.advance(30_000);
    const asked = await signIn(mine);
    expectError(asked, 'otp_required');
    expect(asked.body.methods).toEqual(['totp', 'recovery_code']);
    for (const otp of [app.codes[0], totpAt(app.secret, test().clock.now())])
      expectError(await signIn(mine, otp), 'otp_invalid');
    const entered = await signIn(mine, totpAt(secret, test().clock.now()));
    expect(entered.body.user).toMatchObject({ confirmed: true, flags: { operator: true } });
    const again = await call('POST', '/v1/users/confirmation', {
      session: /__Host-loge_session=([\w-]+)/.exec(String(entered.headers['set-cookie']))?.[1] ?? '',
      body: { token: confirmation },
    });
    expect(fieldCode(again, 'token')).toBe('used_link');
  });

  it.each([[[]], [['not an address']], [['a@b.test', 'not a name']]])('refuses %j', async (args) => {
    await expect(create(...args)).rejects.toThrow();
  });
});
