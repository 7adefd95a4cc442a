import { beforeEach, expect, it } from 'vitest';
import { isTo, linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../../test/observe.ts';
import { hours } from '../../../kernel/clock.ts';

/** Returns the user object without the fields that differ for every account, after checking their form. */
function shapeOf(user: Record<string, unknown>): Record<string, unknown> {
  const { id, uuid, email, username, ...rest } = user;
  expect(id).toMatch(/^us-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuid).toBe(id);
  expect(typeof email).toBe('string');
  expect(typeof username).toBe('string');
  return rest;
}

onEachDatabase('sign-up', (test) => {
  let n = 0;
  const signUp = (fields: Record<string, unknown>, remoteIp?: string) =>
    test().call('POST', '/v1/users', {
      body: { user: { email: `a${n++}@example.test`, password: testPassword, ...fields } },
      ...(remoteIp ? { remoteIp } : {}),
    });
  const count = async (table: 'accounts' | 'passwords') =>
    (await test().app.ctx.reader.selectFrom(table).selectAll().execute()).length;
  // A new hour begins, so that no earlier test throttles this one.
  beforeEach(() => test().clock.advance(hours(1)));

  it('makes an account, mails a link, and confirms it once with that account’s password', async () => {
    const { call, mailTo } = test();
    const made = await signUp({ email: 'Lea@Example.test', locale: 'fr' });
    expect(made.status).toBe(201);
    expect(made.headers['set-cookie']).toBeUndefined();
    expect(made.body.user).toMatchObject({ username: 'lea', email: 'lea@example.test', confirmed: false });
    const mail = await mailTo('Lea@Example.test');
    expect(mail.subject).toBe('Confirmez votre adresse e-mail');
    const token = linkToken(mail);
    const basic = `lea:${testPassword}`;
    const confirm = () => call('POST', '/v1/users/confirmation', { body: { token }, basic });
    const first = await confirm();
    expect(first.status).toBe(200);
    expect(first.body.user).toMatchObject({ confirmed: true, unconfirmed_email: null });
    expect(fieldCode(await confirm(), 'token')).toBe('used_link');
  });

  it('keeps every field that was given', async () => {
    const fields = {
      username: 'zoé.ünal',
      fullname: '  Zoé Ünal ',
      locale: 'fr',
      role: 'developer',
      account_type: 'professional',
      time_zone: 'Europe/Paris',
      tos_accepted: true,
      email_newsletter: true,
    };
    const { body } = await signUp(fields);
    expect(body.user).toMatchObject({
      username: 'zoé.ünal',
      fullname: 'Zoé Ünal',
      role: 'developer',
      account_type: 'professional',
      tos_accepted: true,
      email_newsletter: true,
      profile_valid: true,
      preferences: { locale: 'fr', time_zone: 'Europe/Paris' },
    });
    expect(await journalTypes(test().app, body.user.id)).toEqual([
      'new_user',
      'tos_accepted',
      'newsletter_subscribed',
      'confirmation_sent',
    ]);
  });

  // ASVS 6.3.8
  it('answers a taken address exactly as a free one, tells its owner and changes nothing else', async () => {
    const { app, smtp, drain, person } = test();
    const owner = await person({ email: 'owner@example.test', username: 'the-owner' });
    const before = await snapshot(app);
    const bodies = [
      {},
      {
        username: 'fresh-name',
        fullname: 'X',
        tos_accepted: true,
        email_newsletter: true,
        locale: 'fr',
        role: 'other',
      },
    ];
    for (const [index, fields] of bodies.entries()) {
      const free = await signUp({ ...fields, username: `free-${index}` });
      const taken = await signUp({ ...fields, username: `decoy-${index}`, email: ' OWNER@example.TEST ' });
      expect(taken.status).toBe(free.status);
      expect(Object.keys(taken.body.user)).toEqual(Object.keys(free.body.user));
      expect(shapeOf({ ...taken.body.user, unconfirmed_email: 0 })).toEqual(
        shapeOf({ ...free.body.user, unconfirmed_email: 0 }),
      );
      expect(taken.body.user.unconfirmed_email).toBe('owner@example.test');
      expect(Object.keys(taken.headers).sort()).toEqual(Object.keys(free.headers).sort());
      expect(taken.body.user.id).not.toBe(owner.id);
    }
    await drain();
    const told = smtp.mails.filter((mail) => isTo(mail, owner.email) && /already have/.test(mail.subject));
    expect(told).toHaveLength(2);
    expect(told[0]?.text).not.toMatch(/decoy|fresh/);
    const after = await snapshot(app);
    // Two real accounts were added. The owner's rows did not change.
    expect(after.accounts?.length).toBe((before.accounts?.length ?? 0) + 2);
    for (const row of before.accounts ?? []) expect(after.accounts).toContain(row);
    for (const row of before.passwords ?? []) expect(after.passwords).toContain(row);
    const signedIn = await test().call('POST', '/v1/sessions', {
      body: { session: { login: 'decoy-1', password: testPassword } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expectError(signedIn, 'invalid_credentials');
  });

  it('does not become a way to pester an owner', async () => {
    const { smtp, drain, person } = test();
    const owner = await person();
    await drain();
    smtp.clear();
    for (let i = 0; i < 20; i++) {
      expect((await signUp({ email: owner.email }, `10.0.0.${i}`)).status).toBe(201);
    }
    await drain();
    expect(smtp.mails.filter((mail) => isTo(mail, owner.email)).length).toBeLessThanOrEqual(3);
  });

  it('slows one network down, and no other', async () => {
    const statuses = [];
    for (let i = 0; i < 61; i++) statuses.push((await signUp({ email: 'nobody' }, '203.0.113.9')).status);
    // Malformed sign-ups are refused before they are counted.
    expect(new Set(statuses)).toEqual(new Set([422]));
    for (let i = 0; i < 60; i++)
      expect((await signUp({ username: 'admin' }, '203.0.113.9')).status).toBe(422);
    expectError(await signUp({}, '203.0.113.9'), 'throttled');
    expect((await signUp({}, '203.0.113.10')).status).toBe(201);
  });

  it.each([
    ['admin', 'reserved'],
    ['ADMIN', 'reserved'],
    ['Support', 'reserved'],
    ['ſupport', 'reserved'], // Long s: folds to s.
    ['аdmin', 'looks_reserved'], // Cyrillic а.
    ['adm1n', 'looks_reserved'],
    ['4dmin', 'looks_reserved'],
    ['rnoderator', 'looks_reserved'],
    ['l0ge', 'looks_reserved'],
    ['ádmin', 'looks_reserved'],
    ['ad-min', 'looks_reserved'],
    ['ro.ot', 'looks_reserved'],
    ['ѕеcurіtу', 'looks_reserved'], // Cyrillic, except for c, u and r.
    ['a\u202eb', 'bidirectional_override'],
    ['a\u2066b', 'bidirectional_override'],
    ['a\u0000b', 'control_characters'],
    ['a\u0085b', 'control_characters'],
    ['a\u2028b', 'control_characters'],
    ['a\u{e0041}b', 'control_characters'],
    ['a\ufeffb', 'control_characters'],
    ['x', 'too_short'],
    ['x'.repeat(41), 'too_long'],
    ['', 'missing'],
    ['with space', 'invalid_username'],
    ['a@b', 'invalid_username'],
    ['.dot', 'invalid_username'],
    ['dash-', 'invalid_username'],
    ['a\u200bb', 'invisible_characters'], // Zero width.
    ['a/b', 'invalid_username'],
    ['💩💩', 'invalid_username'],
  ])('refuses the username %j', async (username, code) => {
    expect(fieldCode(await signUp({ username }), 'username')).toBe(code);
  });

  it.each([
    'Ærøskøbing',
    'Надежда',
    '名前',
    'مستخدم',
    'שלום',
    'หนึ่ง',
    'ქართული',
    'ünïcødé',
    '𝒜𝒷',
    'a1',
    'constructor',
    'adminton',
  ])('welcomes the username %s', async (username) => {
    const { status, body } = await signUp({ username });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.user.username).toBe(username.normalize('NFKC'));
  });

  it('says that a username is taken beside what is wrong with the password, not after it', async () => {
    await signUp({ username: 'early' });
    const refused = await signUp({ username: 'Early', password: 'motdepasse12345' });
    expect([fieldCode(refused, 'username'), fieldCode(refused, 'password')]).toEqual([
      'taken',
      'password_common',
    ]);
  });

  it('says that a username is taken under any case or compatible form, and suggests one that is free', async () => {
    for (const taken of [
      'Marguerite',
      `${'𝒜'.repeat(19)}x`,
      `x${'𝒜'.repeat(19)}`,
      `${'x'.repeat(33)}-y`,
      '1234',
    ]) {
      expect((await signUp({ username: taken })).status).toBe(201);
      for (const again of [taken, taken.toUpperCase(), taken.normalize('NFKC')].filter(
        (name) => name.length <= 40,
      )) {
        const refused = await signUp({ username: again });
        expect(fieldCode(refused, 'username')).toBe('taken');
        const { suggestion } = refused.body.details.username[0];
        const accepted = await signUp({ username: suggestion });
        expect([suggestion, accepted.status]).toEqual([suggestion, 201]);
      }
    }
  });

  it.each([
    ['jean.dupont+spam', 'jean.dupont'],
    ['x', 'member-x'],
    ['+', 'member-new'],
    ['...', 'member-new'],
    ['💩', 'member-new'],
    ['_-_', 'member-new'],
    ['admin', 'admin-2'],
    [`${'a'.repeat(31)}.bcd`, 'a'.repeat(31)],
    [`${'a'.repeat(31)}𐐨b`, 'a'.repeat(31)],
    ["o'brien", 'o-brien'],
  ])('makes a username out of the address %s@', async (local, username) => {
    const { status, body } = await signUp({ email: `${local}@names${n++}.test` });
    expect(status, JSON.stringify(body)).toBe(201);
    const { username: made } = body.user;
    expect(made === username || made.startsWith(`${username}-`), made).toBe(true);
    // The profile page can send the username back unchanged.
    const saved = await test().call('PUT', '/v1/users/account', {
      body: { user: { username: made } },
      session: await test().signIn({
        email: body.user.email,
        username: made,
        password: testPassword,
        id: body.user.id,
      }),
    });
    expect([made, saved.status]).toEqual([made, 200]);
  });

  it.each([
    '',
    'a',
    '@',
    'a@',
    '@b',
    'a b@c.test',
    'a@b@c',
    'a@b..c',
    'a@.b',
    '"a"@b.test',
    'a@b\r\nBcc: c@d.test',
    'a,b@c.test',
    '<a@b.test>',
    `${'x'.repeat(250)}@b.test`,
  ])('refuses the address %j', async (email) => {
    expect(fieldCode(await signUp({ email }), 'email')).toMatch(
      /^(missing|invalid_email|control_characters|too_long)$/,
    );
  });

  it('lets one of fifty have a username', async () => {
    const before = await count('accounts');
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, i) => signUp({ username: 'coveted', email: `race${i}@example.test` })),
    );
    expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const refused of tries.filter(({ status }) => status !== 201)) {
      expect(fieldCode(refused, 'username')).toBe('taken');
    }
    expect(await count('accounts')).toBe(before + 1);
  });

  it('makes one account of fifty tries for an address, with the same answer to all', async () => {
    const before = await count('accounts');
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, i) => signUp({ email: 'Wanted@example.test', username: `racer-${i}` })),
    );
    expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 201));
    const [first, ...others] = tries.map(({ body }) => shapeOf(body.user));
    for (const other of others) expect(other).toEqual(first);
    expect(await count('accounts')).toBe(before + 1);
    expect(await count('passwords')).toBe(await count('accounts'));
  });
});
