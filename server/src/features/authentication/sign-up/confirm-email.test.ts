import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { effort, goesOn } from '../../../../test/effort.ts';
import { isTo, linkToken, onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { inTurns, meet } from '../../../../test/meet.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import { openApp } from '../../../app.ts';
import { days, hours } from '../../../kernel/clock.ts';
import { makeLogger } from '../../../platform/log/logger.ts';

/** Rounds of fifty tries: a thousand in all, or a hundred. */
const rounds = effort(2, 20);

onEachDatabase('the proof of an address', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));

  const basicOf = (person: Person) => `${person.username}:${person.password}`;
  const confirm = (token: string, options: Parameters<ReturnType<typeof test>['call']>[2]) =>
    test().call('POST', '/v1/users/confirmation', { body: { token }, ...options });
  const resend = (session: string) => test().call('POST', '/v1/users/confirmation/resend', { session });
  const newcomer = async (options: Partial<Person> = {}) => {
    const person = await test().person({ confirmed: false, ...options });
    return { person, token: linkToken(await test().mailTo(person.email)) };
  };
  const requestReset = async (email: string) => {
    await test().call('POST', '/v1/users/password/reset', { body: { user: { email } } });
    return linkToken(await test().mailTo(email, /new password/));
  };
  const reset = (token: string, password: string) =>
    test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });

  it('is given by a session of the account', async () => {
    const { person, token } = await newcomer();
    const session = await test().signIn(person);
    const { status, body } = await confirm(token, { session });
    expect([status, body.user.confirmed]).toEqual([200, true]);
    expect(await journalTypes(test().app, person.id)).toEqual([
      'new_user',
      'confirmation_sent',
      'login_success',
      'email_confirmed',
    ]);
  });

  it('is refused for a link that expired, was cut short, invented or another account’s', async () => {
    const { person, token } = await newcomer();
    const { person: other } = await newcomer();
    const before = await snapshot(test().app);
    for (const wrong of [
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      'x',
      'x'.repeat(200),
      '\u0000',
    ])
      expect(fieldCode(await confirm(wrong, { basic: basicOf(person) }), 'token')).toBe('invalid_link');
    expect(fieldCode(await confirm('', { basic: basicOf(person) }), 'token')).toBe('missing');
    expect(fieldCode(await confirm(token, { basic: basicOf(other) }), 'token')).toBe('invalid_link');
    expect(await snapshot(test().app)).toEqual(before);
    test().clock.advance(hours(24) - 1);
    expect((await confirm(token, { basic: basicOf(person) })).status).toBe(200);
    const late = await newcomer();
    test().clock.advance(hours(24));
    expect(fieldCode(await confirm(late.token, { basic: basicOf(late.person) }), 'token')).toBe(
      'expired_link',
    );
  });

  it('wants the account’s password or session beside the link', async () => {
    const { person, token } = await newcomer();
    expectError(await confirm(token, {}), 'not_authenticated');
    expectError(await confirm(token, { basic: `${person.username}:wrong` }), 'invalid_credentials');
    expectError(await confirm(token, { basic: `:${token}` }), 'not_authenticated');
    expectError(await confirm(token, { bearer: token }), 'not_authenticated');
    expect((await confirm(token, { basic: basicOf(person) })).status).toBe(200);
  });

  it(`is used by one of fifty who come at once, ${50 * rounds} tries`, async () => {
    for (let round = 0; round < rounds; round++) {
      const { person, token } = await newcomer();
      const session = await test().signIn(person);
      const all = await meet(
        test(),
        inTurns(50, () => confirm(token, { session })),
      );
      expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const late of all.filter(({ status }) => status !== 200))
        expect(fieldCode(late, 'token')).toBe('used_link');
      expect(
        (await journalTypes(test().app, person.id)).filter((type) => type === 'email_confirmed'),
      ).toHaveLength(1);
    }
  });

  it(`of a released address is given to one of two accounts, ${50 * rounds} tries`, async () => {
    const winners = new Set<number>();
    for (let round = 0; goesOn(round, rounds, winners.size === 2); round++) {
      const { person: first } = await newcomer();
      test().clock.advance(days(8));
      await test().drain();
      const session = await test().signIn({ ...first, email: first.username });
      await resend(session);
      const again = linkToken(await test().mailTo(first.email));
      // The address's owner signs up while the other's link is on its way. That link is no longer good, or was used before.
      const email = first.email;
      const signUp = () =>
        test().call('POST', '/v1/users', { body: { user: { email, password: testPassword } } });
      const tries = [...inTurns(49, () => confirm(again, { session })), signUp];
      const all = await meet(test(), tries, { first: round % 2 === 0 ? 0 : 49 });
      expect(all.at(-1)?.status).toBe(201);
      const confirmed = all.filter(({ status }) => status === 200).length;
      const holders = await test()
        .app.ctx.reader.selectFrom('accounts')
        .select('id')
        .where('email_key', '=', email)
        .execute();
      expect(holders).toHaveLength(1);
      expect(confirmed).toBe(holders[0]?.id === first.id ? 1 : 0);
      winners.add(confirmed);
    }
    expect(winners.size).toBe(2);
  });

  // ASVS 3.4.5, 3.5.3
  it('is not given by merely opening the mailed page', async () => {
    const { app, clock } = test();
    const { person, token } = await newcomer();
    const webDirectory = join(app.ctx.config.dataDirectory, 'pages');
    mkdirSync(webDirectory, { recursive: true });
    writeFileSync(join(webDirectory, 'index.html'), '<!doctype html><html lang="%LOGE_LOCALE%">%LOGE_BOOT%');
    const withPages = await openApp(app.ctx.config, { clock, log: makeLogger('silent'), webDirectory });
    try {
      const pages = await withPages.http();
      const session = await test().signIn(person);
      const before = await snapshot(app);
      for (const method of ['GET', 'HEAD'] as const) {
        const url = `/users/confirmation?token=${encodeURIComponent(token)}`;
        const opened = await pages.inject({
          method,
          url,
          headers: {
            cookie: `__Host-loge_session=${session}`,
            'sec-fetch-site': 'none',
            accept: 'text/html',
          },
        });
        expect(opened.statusCode).toBe(200);
        expect(opened.headers['referrer-policy']).toBe('no-referrer');
        expect(opened.body).not.toContain(token);
      }
      expect(await snapshot(app)).toEqual(before);
    } finally {
      await withPages.close();
    }
  });

  it('is mailed again on request: the earlier link dies, five times an hour', async () => {
    const { person, token } = await newcomer();
    const session = await test().signIn(person);
    expect((await resend(session)).status).toBe(202);
    const second = linkToken(await test().mailTo(person.email));
    expect(second).not.toBe(token);
    expect(fieldCode(await confirm(token, { session }), 'token')).toBe('used_link');
    for (let i = 0; i < 4; i++) expect((await resend(session)).status).toBe(202);
    expectError(await resend(session), 'throttled');
    test().clock.advance(hours(1));
    await test().drain();
    test().smtp.clear();
    expect((await resend(session)).status).toBe(202);
    expect((await confirm(linkToken(await test().mailTo(person.email)), { session })).status).toBe(200);
    test().smtp.clear();
    expect((await resend(session)).status).toBe(202);
    await test().drain();
    expect(test().smtp.mails).toEqual([]);
  });

  it('is waited for a week; then the address is free for its owner, and who confirms first has it', async () => {
    const { drain, clock, signIn, call } = test();
    const { person: squatter } = await newcomer({ email: 'Victim@example.test' });
    clock.advance(days(7) - 1);
    await drain();
    expect((await journalTypes(test().app, squatter.id)).at(-1)).toBe('confirmation_sent');
    clock.advance(1);
    await drain();
    expect((await journalTypes(test().app, squatter.id)).at(-1)).toBe('email_released');
    // The account can still be reached by its username, but not by the address.
    const byAddress = await call('POST', '/v1/tokens', {
      basic: `victim@example.test:${squatter.password}`,
      body: {},
    });
    expectError(byAddress, 'invalid_credentials');
    const session = await signIn({ ...squatter, email: squatter.username });
    // Nobody else has signed up, so the account may still confirm the address.
    expect((await resend(session)).status).toBe(202);
    const unused = linkToken(await test().mailTo(squatter.email));
    // Now the address's owner signs up, and gets a real account rather than a decoy.
    const { person: owner, token } = await newcomer({ email: 'victim@example.test' });
    expect(fieldCode(await confirm(unused, { session }), 'token')).toBe('invalid_link');
    test().smtp.clear();
    expect((await resend(session)).status).toBe(202);
    await drain();
    expect(test().smtp.mails).toEqual([]);
    expect((await confirm(token, { basic: basicOf(owner) })).body.user.id).toBe(owner.id);
    const reached = await test().bearer({ ...owner, username: owner.email });
    expect((await call('GET', '/v1/users/self', { bearer: reached.jwt })).body.user.id).toBe(owner.id);
  });

  it('gives a released address back to whoever confirms it', async () => {
    const { person } = await newcomer();
    test().clock.advance(days(8));
    await test().drain();
    const session = await test().signIn({ ...person, email: person.username });
    expect((await resend(session)).status).toBe(202);
    const token = linkToken(await test().mailTo(person.email));
    expect((await confirm(token, { session })).body.user).toMatchObject({
      confirmed: true,
      email: person.email,
    });
    await test().signIn(person);
    test().clock.advance(days(8));
    await test().drain();
    expect(
      (await journalTypes(test().app, person.id)).filter((type) => type === 'email_released'),
    ).toHaveLength(1);
  });

  it('lets go of no address that was confirmed', async () => {
    const person = await test().person();
    test().clock.advance(days(8));
    await test().drain();
    expect(await journalTypes(test().app, person.id)).not.toContain('email_released');
  });

  it('by a password reset throws out whoever signed up with a stranger’s address', async () => {
    const { person: hijacker, token: theirLink } = await newcomer();
    const session = await test().signIn(hijacker);
    const remembered = await test().signIn(hijacker, true);
    // The address's owner never saw that password. They ask for their own.
    const mine = 'the owner chose this one themselves';
    expect((await reset(await requestReset(hijacker.email), mine)).status).toBe(200);
    for (const cookie of [session, remembered])
      expectError(await test().call('GET', '/v1/users/self', { session: cookie }), 'not_authenticated');
    expectError(
      await test().call('POST', '/v1/tokens', { basic: basicOf(hijacker), body: { name: 'x' } }),
      'invalid_credentials',
    );
    const owner = { ...hijacker, password: mine };
    const { body } = await test().call('GET', '/v1/users/self', { session: await test().signIn(owner) });
    expect(body.user).toMatchObject({ id: hijacker.id, confirmed: true });
    expect(await journalTypes(test().app, hijacker.id)).toContain('password_reset_success');
    expect(fieldCode(await confirm(theirLink, { basic: basicOf(owner) }), 'token')).toBe('used_link');
  });

  it('is needed before a token can be made', async () => {
    const { person } = await newcomer();
    const session = await test().signIn(person);
    for (const credential of [{ session }, { basic: basicOf(person) }])
      expectError(
        await test().call('POST', '/v1/tokens', { ...credential, body: { name: 'x' } }),
        'account_unconfirmed',
      );
  });

  it('goes to the address as it was typed, in the language that was chosen', async () => {
    const { smtp, drain } = test();
    await test().call('POST', '/v1/users', {
      body: { user: { email: 'Élodie.Ünal@example.test', password: testPassword, locale: 'fr' } },
    });
    await drain();
    const mail = smtp.mails.find((one) => isTo(one, 'Élodie.Ünal@example.test'));
    expect(mail?.subject).toBe('Confirmez votre adresse e-mail');
    expect(mail?.headers['content-type']).toMatch(/^multipart\/alternative/);
  });
});
