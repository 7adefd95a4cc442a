import { beforeEach, expect, it } from 'vitest';
import { isTo, linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import { hours, minutes } from '../../../kernel/clock.ts';

onEachDatabase('a forgotten password', (test) => {
  beforeEach(async () => {
    test().clock.advance(hours(1));
    await test().drain();
    test().smtp.clear();
  });
  const next = 'a second horse, a second battery';
  const ask = (email: string, remoteIp?: string) =>
    test().call('POST', '/v1/users/password/reset', {
      body: { user: { email } },
      ...(remoteIp ? { remoteIp } : {}),
    });
  const reset = (token: string, password = next, remoteIp = '127.0.0.1') =>
    test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } }, remoteIp });
  const linkFor = async (person: Person) => {
    test().smtp.clear();
    await ask(person.email);
    return linkToken(await test().mailTo(person.email, /Choose a new password/));
  };
  const opens = async (person: Person, password: string) =>
    (
      await test().call('POST', '/v1/sessions', {
        body: { session: { login: person.username, password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      })
    ).status === 201;

  // ASVS 6.4.1
  it('is replaced by the mailed link, once; every session ends and the owner is told', async () => {
    const { person, signIn, call, mailTo, app } = test();
    const who = await person();
    const sessions = [await signIn(who), await signIn(who, true)];
    const token = await linkFor(who);
    const done = await reset(token);
    expect([done.status, done.body]).toEqual([200, {}]);
    expect(done.headers['set-cookie']).toBeUndefined();
    for (const session of sessions)
      expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
    expect([await opens(who, who.password), await opens(who, next)]).toEqual([false, true]);
    expect(fieldCode(await reset(token, `${next} again`), 'token')).toBe('used_link');
    expect(await opens(who, next)).toBe(true);
    expect((await mailTo(who.email, /password was changed/)).raw).not.toContain(token);
    const types = await journalTypes(app, who.id);
    expect(types).toContain('password_reset_query');
    expect(types).toContain('password_reset_success');
  });

  // ASVS 6.3.8
  it('is asked for with the same answer for an address that nobody has, and no mail goes there', async () => {
    const who = await test().person();
    await test().drain();
    test().smtp.clear();
    const known = await ask(who.email);
    const unknown = await ask('nobody@example.test');
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(known.status).toBe(202);
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort());
    await test().drain();
    expect(test().smtp.mails.flatMap(({ to }) => to)).toEqual([who.email]);
  });

  it('is not mailed for a look-alike of the address', async () => {
    await test().person({ email: 'fine@example.test' });
    await test().drain();
    test().smtp.clear();
    expect(fieldCode(await ask('ﬁne@example.test'), 'email')).toBe('invalid_email');
    await test().drain();
    expect(test().smtp.mails).toEqual([]);
  });

  it('link expires after an hour, and no other link of ours stands in for it', async () => {
    const who = await test().person();
    const good = await linkFor(who);
    test().clock.advance(minutes(60) - 1);
    const before = await snapshot(test().app);
    for (const wrong of [good.slice(1), `${good}x`, 'x', '\u0000', '\ud800'])
      expect(fieldCode(await reset(wrong), 'token')).toBe('invalid_link');
    expect(await snapshot(test().app)).toEqual(before);
    test().clock.advance(1);
    expect(fieldCode(await reset(good), 'token')).toBe('expired_link');
    const newcomer = await test().person({ confirmed: false });
    const confirmation = linkToken(await test().mailTo(newcomer.email, /Confirm/));
    expect(fieldCode(await reset(confirmation), 'token')).toBe('invalid_link');
    const another = await linkFor(newcomer);
    const confirmed = await test().call('POST', '/v1/users/confirmation', {
      body: { token: another },
      basic: `${newcomer.username}:${newcomer.password}`,
    });
    expect(fieldCode(confirmed, 'token')).toBe('invalid_link');
    expect(await opens(who, who.password)).toBe(true);
  });

  it('obeys the rules for passwords, and a refusal leaves the link good', async () => {
    const who = await test().person();
    const token = await linkFor(who);
    expect(fieldCode(await reset(token, 'too short'), 'password')).toBe('password_too_short');
    expect(fieldCode(await reset(token, `${who.username}.${who.username}`), 'password')).toBe(
      'password_is_identity',
    );
    expect(fieldCode(await reset(token, 'abababababababababab'), 'password')).toBe('password_common');
    expect((await reset(token)).status).toBe(200);
  });

  it('once replaced, makes every other link useless', async () => {
    const who = await test().person();
    const first = await linkFor(who);
    const second = await linkFor(who);
    expect((await reset(first)).status).toBe(200);
    expect(fieldCode(await reset(second), 'token')).toBe('used_link');
    const third = await linkFor(who);
    const session = await test().signIn({ ...who, password: next });
    const body = { user: { password: `${next} x`, current_password: next } };
    expect((await test().call('PUT', '/v1/users/account', { session, body })).status).toBe(200);
    expect(fieldCode(await reset(third), 'token')).toBe('used_link');
  });

  it('does not fill a mailbox or slow down another network', async () => {
    const who = await test().person();
    await test().drain();
    test().smtp.clear();
    for (let i = 0; i < 12; i++) expect((await ask(who.email.toUpperCase(), `10.1.0.${i}`)).status).toBe(202);
    await test().drain();
    expect(test().smtp.mails.filter((mail) => isTo(mail, who.email)).length).toBeLessThanOrEqual(5);
    for (let i = 0; i < 30; i++) expect((await ask(`n${i}@example.test`, '203.0.113.7')).status).toBe(202);
    expectError(await ask('n@example.test', '203.0.113.7'), 'throttled');
    expect((await ask('n@example.test', '203.0.113.8')).status).toBe(202);
  });

  // ASVS 2.3.4
  it('link has one winner among a thousand who use it at once', async () => {
    const who = await test().person();
    const token = await linkFor(who);
    const passwords = Array.from({ length: 1000 }, (_, i) => `racer number ${String(i).padStart(4, '0')}`);
    const answers = await Promise.all(
      passwords.map((password, i) => reset(token, password, `10.2.${i >> 8}.${i & 255}`)),
    );
    const winners = passwords.filter((_, i) => answers[i]?.status === 200);
    expect(winners).toHaveLength(1);
    // The other requests came too late, or were told to come back: at most two hundred may wait for a core.
    for (const { status } of answers) expect([200, 422, 503]).toContain(status);
    expect(answers.filter(({ status }) => status === 422).length).toBeGreaterThan(50);
    expect(await opens(who, winners[0] ?? '')).toBe(true);
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type === 'password_reset_success')).toHaveLength(1);
  });
});
