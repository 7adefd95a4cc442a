import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import { hours } from '../../../kernel/clock.ts';

onEachDatabase('a password', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  let n = 0;
  const signUp = (password: string, more: Record<string, unknown> = {}) =>
    test().call('POST', '/v1/users', {
      body: { user: { email: `pw${n}@example.test`, username: `pw-${n++}`, password, ...more } },
    });
  const opens = async (login: string, password: string) =>
    (
      await test().call('POST', '/v1/sessions', {
        body: { session: { login, password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      })
    ).status === 201;
  const change = (session: string, user: Record<string, unknown>, method = 'PUT') =>
    test().call(method, method === 'PUT' ? '/v1/users/account' : '/v1/account/profile', {
      session,
      body: { user },
    });
  const next = 'a second horse, a second battery';

  // ASVS 6.2.1, 6.2.4
  it.each([
    ['14 code points', 'paper-lantern1', 'password_too_short'],
    ['14 emoji, 28 units', '🐎🔋🪵🧷📎🖇🗝🔑🪪🏷🧭🪑🚪🏛', 'password_too_short'],
    [
      '14 after NFKC: a ligature is two, but an accent is one',
      `paper-lanter${'e\u0301'}x`,
      'password_too_short',
    ],
    ['129', 'ab-'.repeat(43), 'password_too_long'],
    ['8 that become 144 under NFKC', '\ufdfa'.repeat(8), 'password_too_long'],
    ['more than any', 'x'.repeat(1025), 'password_too_long'],
    ['one letter', 'a'.repeat(20), 'password_common'],
    ['a word again and again', 'passwordpasswordpassword', 'password_common'],
    ['the same, cut short', 'monkeymonkeymonk', 'password_common'],
    ['a few characters again and again', 'xyz9xyz9xyz9xyz9', 'password_common'],
    ['the alphabet', 'abcdefghijklmnopq', 'password_common'],
    ['the alphabet backwards', 'ponmlkjihgfedcba', 'password_common'],
    ['digits', '123456789012345', 'password_common'],
    ['a row of keys', 'qwertyuiopasdfghjkl', 'password_common'],
    ['the same in capitals, in full width', 'ＱＷＥＲＴＹＵＩＯＰＡＳＤＦＧＨ', 'password_common'],
    ['a word and digits to fit', 'password1234567', 'password_common'],
    ['a sentence of all and digits', 'iloveyou1234567', 'password_common'],
    ['a long word and few digits', 'administrator123', 'password_common'],
    ['a French word and digits', 'motdepasse12345', 'password_common'],
    ['a word twice', 'passwordpassword', 'password_common'],
    ['a word twice, a year', 'Password_password_2026', 'password_common'],
    ['look-alikes and marks', '!!!P@ssw0rd2026!!!', 'password_common'],
    ['years around a word', '2025-monkey-2026', 'password_common'],
    ['nothing', '', 'missing'],
  ])('is refused: %s', async (_what, password, code) => {
    const refused = await signUp(password);
    expect(fieldCode(refused, 'password')).toBe(code);
    if (code === 'password_too_short') expect(refused.body.details.password).toEqual([{ code, min: 15 }]);
    if (password) expect(JSON.stringify(refused.body)).not.toContain(password);
  });

  // ASVS 6.2.11
  it.each([
    ['the address', 'marguerite@sub.example.test'],
    ['the username twice', 'marguerite.marguerite'],
    ['the username and a year', 'marguerite-2026'],
    ['the local part and the domain', 'sub.example.test+marguerite'],
    ['the platform', 'LogeLogeLogeLoge'],
  ])('made of %s is refused', async (_what, password) => {
    const refused = await signUp(password, { email: 'marguerite@sub.example.test', username: 'marguerite' });
    expect(fieldCode(refused, 'password')).toMatch(/^password_(is_identity|common)$/);
  });

  // ASVS 6.2.5, 6.2.8, 6.2.9
  it.each([
    ['15 code points', 'paper-lantern-1'],
    ['15 emoji', '🐎🔋🪵🧷📎🖇🗝🔑🪪🏷🧭🪑🚪🏛🛎'],
    ['128', `${'paper lantern. '.repeat(8)}one more!`.slice(0, 128).trim().padEnd(128, '-')],
    ['only spaces between words', 'six   small   boats'],
    ['no composition rule', 'onlylowercaseletters'],
    ['a NUL and controls', 'with\u0000a nul\u0007and a bell'],
    ['a colon', 'colons:are:part:of:passwords'],
    ['right to left', 'كلمة سر طويلة جدا هنا'],
    ['leading and trailing spaces', '  spaces are kept, as they are  '],
  ])('is welcome, and opens the account as it was typed: %s', async (_what, password) => {
    const made = await signUp(password);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { username } = made.body.user;
    expect(await opens(username, password)).toBe(true);
    expect(await opens(username, `${password} `)).toBe(false);
    expect(await opens(username, password.slice(0, -1))).toBe(false);
    // Sent as Go sends it: UTF-8 in Basic, with any colons (docs/contract.md#credentials). The account is unconfirmed, so 403.
    expectError(
      await test().call('POST', '/v1/tokens', { basic: `${username}:${password}`, body: { name: 'x' } }),
      'account_unconfirmed',
    );
  });

  it('is the same in composed and decomposed form', async () => {
    const { body } = await signUp('café à la crème, ﬁn');
    for (const typed of ['café à la crème, fin', 'café à la crème, ﬁn'.normalize('NFD')])
      expect(await opens(body.user.username, typed)).toBe(true);
    expect(await opens(body.user.username, 'cafe a la creme, fin')).toBe(false);
  });

  // ASVS 6.2.2
  it('changes with the present one: other sessions end, this one stays, a mail is sent', async () => {
    const { person, signIn, call, mailTo, app } = test();
    const who = await person();
    const [here, there, remembered] = [await signIn(who), await signIn(who), await signIn(who, true)];
    const changed = await change(here, {
      current_password: who.password,
      password: next,
      password_confirmation: next,
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect((await call('GET', '/v1/users/self', { session: here })).status).toBe(200);
    for (const session of [there, remembered])
      expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
    expect([await opens(who.username, who.password), await opens(who.username, next)]).toEqual([false, true]);
    const mail = await mailTo(who.email, /password was changed/);
    expect(mail.text).toContain('127.0.0.1');
    expect(mail.raw).not.toContain(next);
    expect(await journalTypes(app, who.id)).toContain('password_changed');
  });

  it('by a bearer token ends every session', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const { jwt } = await test().bearer(who);
    const body = { user: { current_password: who.password, password: next } };
    expect((await test().call('PATCH', '/v1/account/profile', { bearer: jwt, body })).status).toBe(200);
    expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
  });

  // ASVS 2.2.3, 6.2.3
  it.each(['PUT', 'PATCH'])('does not change by %s without the present one', async (method) => {
    const who = await test().person();
    const session = await test().signIn(who);
    await test().drain();
    const before = await snapshot(test().app);
    // Exactly what the Go client can send, and what it prints (docs/contract.md#account-changes).
    const bare = await change(session, { password: next }, method);
    expect(bare.status).toBe(422);
    expect(bare.body).toEqual({
      error: "current_password can't be blank",
      errors: { current_password: ["can't be blank"] },
      details: { current_password: [{ code: 'missing' }] },
      code: 'invalid_fields',
      request_id: expect.any(String),
    });
    const cases: [Record<string, unknown>, string, string][] = [
      [{ email: 'new@example.test', current_password: 'wrong' }, 'current_password', 'wrong_password'],
      [{ password: next, current_password: 'wrong' }, 'current_password', 'wrong_password'],
      [{ password: next, current_password: null }, 'current_password', 'invalid_type'],
      [{ password: 'short', current_password: who.password }, 'password', 'password_too_short'],
      [{ password: who.password, current_password: who.password }, 'password', 'password_unchanged'],
      [
        { password: `${who.username}-${who.username}`, current_password: who.password },
        'password',
        'password_is_identity',
      ],
      [
        { password: next, password_confirmation: `${next}x`, current_password: who.password },
        'password_confirmation',
        'confirmation_mismatch',
      ],
    ];
    for (const [user, field, code] of cases) {
      const refused = await change(session, { ...user, fullname: 'Not kept' }, method);
      expect([user, fieldCode(refused, field)]).toEqual([user, code]);
    }
    const trace = ['journal', 'journal_payloads', 'journal_heads'];
    const kept = (all: Awaited<ReturnType<typeof snapshot>>) =>
      Object.entries(all).filter(([table]) => !trace.includes(table));
    expect(kept(await snapshot(test().app))).toEqual(kept(before));
    // Only a try with a wrong password leaves a trace.
    expect((await journalTypes(test().app, who.id)).filter((type) => type === 'proof_failed')).toHaveLength(
      2,
    );
    expect(await opens(who.username, who.password)).toBe(true);
  });

  // ASVS 6.3.1
  it('cannot be guessed through the change any faster than by signing in', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const guess = (i: number) => change(session, { password: next, current_password: `guess ${i}` });
    for (let i = 0; i < 10; i++) expect(fieldCode(await guess(i), 'current_password')).toBe('wrong_password');
    expectError(await guess(10), 'throttled');
    expectError(await change(session, { password: next, current_password: who.password }), 'throttled');
  });

  it('changes once when two change it at the same time', async () => {
    const who = await test().person();
    const sessions = await Promise.all(Array.from({ length: 4 }, () => test().signIn(who)));
    const changes = await Promise.all(
      sessions.map((session, i) =>
        change(session, { password: `${next} ${i}`, current_password: who.password }),
      ),
    );
    const winners = changes.flatMap(({ status }, i) => (status === 200 ? [i] : []));
    expect(winners).toHaveLength(1);
    expect(await opens(who.username, `${next} ${winners[0]}`)).toBe(true);
    const changed = (await journalTypes(test().app, who.id)).filter((type) => type === 'password_changed');
    expect(changed).toHaveLength(1);
  });
});
