import { accounts } from '@loge/protocol';
import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, journalOf, journalTypes, snapshot } from '../../../test/observe.ts';
import { hours } from '../../kernel/clock.ts';

onEachDatabase('the profile', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  const signedIn = async (): Promise<{ who: Person; session: string }> => {
    const who = await test().person();
    return { who, session: await test().signIn(who) };
  };
  const save = (session: string, user: unknown) =>
    test().call('PUT', '/v1/users/account', { session, body: { user } });
  const self = async (session: string) => (await test().call('GET', '/v1/users/self', { session })).body.user;

  it('keeps every field, and answers the account as it is afterwards', async () => {
    const { who, session } = await signedIn();
    const before = await self(session);
    const fields = {
      username: `${who.username}.é`,
      fullname: 'Zoé Ünal 名前',
      company: 'Atelier Œuvre & Fils',
      location: 'Nîmes, مصر',
      role: 'devops',
      account_type: 'personal',
    };
    const preferences = {
      time_zone: 'America/Argentina/Buenos_Aires',
      locale: 'fr',
      app_sort_key: 'last_deployed_at',
      theme: 'dark',
      logs_font_size: '16',
      stream_logs: false,
      sticky_search: true,
    };
    const saved = await save(session, { ...fields, preferences });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const after = { ...before, ...fields, profile_valid: true, preferences };
    expect(saved.body.user).toEqual(after);
    expect(await self(session)).toEqual(after);
    const written = await test()
      .app.ctx.reader.selectFrom('journal_payloads')
      .select('data')
      .where('account_id', '=', who.id)
      .execute();
    // The journal holds the names of fields, not what people wrote in them.
    expect(JSON.stringify(written)).toContain('company');
    expect(JSON.stringify(written)).not.toMatch(/Atelier|Nîmes|Zoé|Buenos/);
  });

  it('is emptied by null or an empty text, where it may be', async () => {
    const { session } = await signedIn();
    await save(session, {
      fullname: 'A',
      company: 'B',
      location: 'C',
      role: 'other',
      account_type: 'personal',
    });
    await save(session, { preferences: { time_zone: 'UTC', logs_font_size: '12' } });
    const { body } = await save(session, {
      fullname: '',
      company: null,
      location: '   ',
      role: null,
      account_type: null,
      preferences: { time_zone: null, logs_font_size: null },
    });
    expect(body.user).toMatchObject({
      fullname: null,
      company: null,
      location: null,
      role: null,
      account_type: null,
    });
    expect(body.user.preferences).toMatchObject({ time_zone: null, logs_font_size: null });
  });

  it('records nothing, and sends nothing, when nothing changes', async () => {
    const { session } = await signedIn();
    await save(session, { fullname: 'A', preferences: { theme: 'dark' } });
    const user = await self(session);
    await test().drain();
    const before = await snapshot(test().app);
    for (const same of [
      {},
      { ...user, current_password: undefined },
      { fullname: ' A ', preferences: {} },
      {
        username: user.username,
        email: user.email.toUpperCase(),
        email_newsletter: false,
        tos_accepted: false,
      },
      { is_admin: true, operator_since: 'now', id: 'us-1', suspended_at: null, confirmed: false },
    ])
      expect([same, (await save(session, same)).status]).toEqual([same, 200]);
    expect(await snapshot(test().app)).toEqual(before);
  });

  it.each([
    [{ preferences: { time_zone: 'Mars/Olympus' } }, 'preferences.time_zone', 'unknown_time_zone'],
    [{ preferences: { time_zone: '+02:00' } }, 'preferences.time_zone', 'unknown_time_zone'],
    [{ preferences: { time_zone: 'Europe/Paris\u0000' } }, 'preferences.time_zone', 'unknown_time_zone'],
    [{ preferences: { time_zone: 'x'.repeat(65) } }, 'preferences.time_zone', 'too_long'],
    [{ preferences: { locale: 'de' } }, 'preferences.locale', 'unsupported_locale'],
    [{ preferences: { theme: 'sepia' } }, 'preferences.theme', 'invalid'],
    [{ preferences: { logs_font_size: 13 } }, 'preferences.logs_font_size', 'invalid'],
    [{ preferences: { stream_logs: 'yes' } }, 'preferences.stream_logs', 'invalid_type'],
    [{ preferences: [] }, 'preferences', 'invalid_type'],
    [{ role: 'emperor' }, 'role', 'unknown_role'],
    [{ account_type: 'robot' }, 'account_type', 'invalid'],
    [{ fullname: 'x'.repeat(121) }, 'fullname', 'too_long'],
    [{ company: 'a\u0000b' }, 'company', 'control_characters'],
    [{ company: 'a\nb' }, 'company', 'control_characters'],
    [{ location: 'a\u202eb' }, 'location', 'bidirectional_override'],
    [{ fullname: '\ud800' }, 'fullname', 'control_characters'],
    [{ username: 'root' }, 'username', 'reserved'],
    [{ username: null }, 'username', 'invalid_type'],
    [{ email_newsletter: 'true' }, 'email_newsletter', 'invalid_type'],
  ])('refuses %j whole, with the field’s own code', async (wrong, field, code) => {
    const { session } = await signedIn();
    await test().drain();
    const before = await snapshot(test().app);
    const refused = await save(session, { company: 'Kept?', ...wrong });
    expect(fieldCode(refused, field)).toBe(code);
    expect(await snapshot(test().app)).toEqual(before);
  });

  it('offers the roles that it takes', async () => {
    const { body } = await test().call('GET', '/v1/users/roles');
    expect(body).toEqual({ roles: [...accounts.roles] });
    const { session } = await signedIn();
    for (const role of body.roles) expect((await save(session, { role })).body.user.role).toBe(role);
  });

  it('has one username: the old one is free for others, the new one signs in, and its owner is told', async () => {
    const { who, session } = await signedIn();
    const renamed = `renamed-${who.username}`;
    expect((await save(session, { username: renamed })).status).toBe(200);
    const mail = await test().mailTo(who.email, /username was changed/);
    expect(mail.text).toContain(renamed);
    const { session: another } = await signedIn();
    expect(fieldCode(await save(another, { username: renamed.toUpperCase() }), 'username')).toBe('taken');
    expect((await save(another, { username: who.username })).status).toBe(200);
    expect(await self(await test().signIn({ ...who, email: renamed }))).toMatchObject({ id: who.id });
    // The case of a name may change, because it stays the same name.
    expect((await save(session, { username: renamed.toUpperCase() })).body.user.username).toBe(
      renamed.toUpperCase(),
    );
  });

  it('holds one name after many renamings at once, and frees the others', async () => {
    const { who, session } = await signedIn();
    const wanted = Array.from({ length: 12 }, (_, i) => `${who.username}-${'abcdefghijkl'[i]}`);
    const renamings = await Promise.all(wanted.map((username) => save(session, { username })));
    expect(renamings.map(({ status }) => status)).toEqual(renamings.map(() => 200));
    const claims = await test()
      .app.ctx.reader.selectFrom('claims')
      .select('key')
      .where('account_id', '=', who.id)
      .where('kind', '=', 'username')
      .execute();
    expect(claims.map(({ key }) => key)).toEqual([(await self(session)).username]);
  });

  it('gives a wanted name to one of many who ask at once', async () => {
    const people = [];
    for (let i = 0; i < 10; i++) people.push(await signedIn());
    const answers = await Promise.all(
      people.map(({ session }) => save(session, { username: 'sought-after' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const late of answers.filter(({ status }) => status !== 200)) {
      expect(fieldCode(late, 'username')).toBe('taken');
      expect(late.body.details.username[0].suggestion).toMatch(/^sought-after-\d+$/);
    }
  });

  it('loses no field when two pages save different ones at once', async () => {
    const { session } = await signedIn();
    const saves = [
      { fullname: 'A' },
      { company: 'B' },
      { location: 'C' },
      { preferences: { theme: 'dark' } },
    ];
    await Promise.all(saves.map((user) => save(session, user)));
    expect(await self(session)).toMatchObject({
      fullname: 'A',
      company: 'B',
      location: 'C',
      preferences: { theme: 'dark' },
    });
  });

  it('keeps the terms’ acceptance as a fact', async () => {
    const { who, session } = await signedIn();
    expect((await save(session, { tos_accepted: true })).body.user.tos_accepted).toBe(true);
    await save(session, { tos_accepted: true });
    expect((await save(session, { tos_accepted: false })).body.user.tos_accepted).toBe(true);
    expect((await journalTypes(test().app, who.id)).filter((type) => type === 'tos_accepted')).toHaveLength(
      1,
    );
  });

  it('shows in the mails’ language and time zone', async () => {
    const { who, session } = await signedIn();
    await save(session, { preferences: { locale: 'fr', time_zone: 'Pacific/Kiritimati' } });
    await test().bearer(who);
    const mail = await test().mailTo(who.email, /jeton/);
    expect(mail.text).toContain('(Pacific/Kiritimati)');
  });

  it('keeps the address until the new one has proved itself, even with the password', async () => {
    const { who, session } = await signedIn();
    const { body } = await save(session, { email: 'new@example.test', current_password: who.password });
    expect(body.user).toMatchObject({ email: who.email, unconfirmed_email: 'new@example.test' });
    expect((await self(session)).email).toBe(who.email);
  });

  it('is nobody else’s to change', async () => {
    const { session } = await signedIn();
    const { who: other } = await signedIn();
    const before = await journalOf(test().app, other.id);
    const { body } = await save(session, { id: other.id, uuid: other.id, username: 'somebody-new' });
    expect(body.user.id).not.toBe(other.id);
    expect(await journalOf(test().app, other.id)).toEqual(before);
    expectError(await test().call('PUT', '/v1/users/account', { body: { user: {} } }), 'not_authenticated');
  });
});
