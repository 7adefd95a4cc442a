import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from '@node-rs/bcrypt';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/harness.ts';
import { expectError, snapshot } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { days, hours } from '../../../kernel/clock.ts';
import { verifyJournal } from '../../security-log/feature.ts';

const folder = mkdtempSync(join(tmpdir(), 'loge-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const password = 'a key from the old house';

onEachDatabase('loge member import', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  let n = 0;
  const member = (more: Record<string, unknown> = {}) => {
    const username = `old-${n++}`;
    return { email: `${username}@old.example.test`, username, ...more };
  };
  const run = async (lines: readonly (string | object)[], file = join(folder, 'members.jsonl')) => {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    writeFileSync(file, text);
    return runCommand(test().app.ctx, 'member', 'import', '--from', file);
  };
  const accountOf = (username: string) =>
    test()
      .app.ctx.reader.selectFrom('accounts')
      .selectAll()
      .where('username', '=', username)
      .executeTakeFirst();
  const signIn = (login: string, typed = password) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login, password: typed } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });

  it('takes over every field, whichever hash it is, and mails nobody', async () => {
    await test().drain();
    const mails = test().smtp.mails.length;
    const id = 'us-0b5f0c1e-7a58-1d8a-8b3c-6f1e0a2b4c6d';
    const full = member({
      id,
      password_hash: await bcrypt(password, { cost: 4, version: '2a' }),
      confirmed_at: '2019-05-06T07:08:09Z',
      fullname: 'Zoé Ünal',
      company: 'Atelier Œuvre',
      location: 'Strasbourg',
      locale: 'fr',
      created_at: '2019-05-06T09:00:00.5+02:00',
    });
    const bare = member({ password_hash: await argon2(password, { memoryCost: 2048, timeCost: 1 }) });
    const without = member({ password_hash: null, fullname: null, locale: null, created_at: null });
    expect(await run([`\ufeff${JSON.stringify(full)}`, '', bare, without, ''])).toEqual({
      code: 0,
      said: ['3 imported, 0 refused.'],
    });
    expect(await accountOf(full.username)).toMatchObject({
      id,
      email: full.email,
      email_key: full.email,
      email_confirmed_at: '2019-05-06T07:08:09.000Z',
      fullname: 'Zoé Ünal',
      company: 'Atelier Œuvre',
      location: 'Strasbourg',
      locale: 'fr',
      created_at: '2019-05-06T07:00:00.500Z',
    });
    expect(await accountOf(bare.username)).toMatchObject({ email_confirmed_at: null, locale: 'en' });
    await test().drain();
    expect(test().smtp.mails.length).toBe(mails);
    for (const { username, email } of [full, bare]) {
      expect((await signIn(username)).status).toBe(201);
      expect((await signIn(email)).status).toBe(201);
      expectError(await signIn(username, `${password}?`), 'invalid_credentials');
    }
    expectError(await signIn(without.username), 'invalid_credentials');
  });

  it('writes the journal under the command’s name, and it holds', async () => {
    const one = member({ confirmed_at: '2020-01-01T00:00:00Z' });
    await run([one]);
    const account = await accountOf(one.username);
    const rows = await test()
      .app.ctx.reader.selectFrom('journal')
      .select(['type', 'actor'])
      .where('account_id', '=', account?.id ?? '')
      .execute();
    expect(rows).toEqual([{ type: 'new_user', actor: 'command:member import' }]);
    expect((await verifyJournal(test().app.ctx, () => {})).flaws).toEqual([]);
  });

  it('refuses a line for its own reasons, by number, keeps nothing of it, and goes on', async () => {
    const hash = await bcrypt(password, { cost: 4 });
    const good = member({ password_hash: hash });
    const cases: [string | Record<string, unknown>, string][] = [
      ['not json', 'not a JSON object in UTF-8, or too long'],
      ['[]', 'not a JSON object in UTF-8, or too long'],
      ['null', 'not a JSON object in UTF-8, or too long'],
      [member({ fullname: 'x'.repeat(20_000) }), 'not a JSON object in UTF-8, or too long'],
      [member({ fullname: 'caf\ufffd' }), 'not a JSON object in UTF-8, or too long'],
      [member({ email: 'nobody' }), 'email: invalid_email'],
      [{ email: 'someone@old.example.test' }, 'username: missing'],
      [member({ username: 'admin' }), 'username: reserved'],
      [member({ username: 'a b', email: '' }), 'username: invalid_username, email: missing'],
      [member({ password_hash: 'secret' }), 'password_hash: invalid'],
      [member({ password_hash: hash.slice(0, -1) }), 'password_hash: invalid'],
      [member({ password_hash: hash.replace('$2b$04', '$2b$31') }), 'password_hash: invalid'],
      [member({ password_hash: hash.replace('$2b$', '$2x$') }), 'password_hash: invalid'],
      [
        member({ password_hash: (await argon2('x')).replace('m=19456', 'm=9000000') }),
        'password_hash: invalid',
      ],
      [
        member({ password_hash: (await argon2('x')).replace('argon2id', 'argon2i') }),
        'password_hash: invalid',
      ],
      [member({ confirmed_at: '2020-01-01' }), 'confirmed_at: invalid'],
      [member({ created_at: '2020-13-01T00:00:00Z' }), 'created_at: invalid'],
      [member({ created_at: '2019-02-30T00:00:00Z' }), 'created_at: invalid'],
      [member({ created_at: '2199-01-01T00:00:00Z' }), 'created_at: invalid'],
      [member({ id: 'strangers-0' }), 'id: invalid'],
      [member({ locale: 'de' }), 'locale: unsupported_locale'],
      [member({ fullname: 'a\u202eb' }), 'fullname: bidirectional_override'],
      [member({ operator_since: '2020-01-01T00:00:00Z' }), 'operator_since: unknown_field'],
    ];
    await test().drain();
    const before = await snapshot(test().app);
    const nothing = await run(cases.map(([line]) => line));
    expect(nothing.code).toBe(1);
    const reasons = nothing.said.map((line) =>
      line
        .replace(/^line \d+: /, '')
        .split(', ')
        .sort()
        .join(', '),
    );
    expect(reasons.slice(0, -1)).toEqual(cases.map(([, why]) => why.split(', ').sort().join(', ')));
    expect(nothing.said[3]).toMatch(/^line 4: /);
    expect(nothing.said.at(-1)).toBe(`0 imported, ${cases.length} refused.`);
    expect(await snapshot(test().app)).toEqual(before);
    const mixed = await run(['x', good, 'y']);
    expect(mixed.said).toEqual([
      'line 1: not a JSON object in UTF-8, or too long',
      'line 3: not a JSON object in UTF-8, or too long',
      '1 imported, 2 refused.',
    ]);
    expect((await signIn(good.username)).status).toBe(201);
  });

  it('read again imports nothing twice, and never touches who is there', async () => {
    const id = 'us-11111111-2222-4333-8444-555555555555';
    const here = await test().person();
    const hash = await bcrypt(password, { cost: 4 });
    const [one, two] = [member({ id, password_hash: hash }), member()];
    expect((await run([one, two])).code).toBe(0);
    await test().drain();
    const before = await snapshot(test().app);
    const { code, said } = await run([
      one,
      { ...two, email: two.email.toUpperCase() },
      member({ email: here.email, password_hash: hash }),
      member({ username: here.username.toUpperCase(), password_hash: hash }),
      member({ id: here.id }),
      member({ id }),
    ]);
    expect([code, said]).toEqual([
      1,
      [
        'line 1: id: taken, email: taken, username: taken',
        'line 2: email: taken, username: taken',
        'line 3: email: taken',
        'line 4: username: taken',
        'line 5: id: taken',
        'line 6: id: taken',
        '0 imported, 6 refused.',
      ],
    ]);
    expect(await snapshot(test().app)).toEqual(before);
    expectError(await signIn(here.username), 'invalid_credentials');
  });

  it('twice at the same time imports everybody once', async () => {
    const lines = Array.from({ length: 50 }, () => member());
    const [first, second] = await Promise.all([
      run(lines, join(folder, 'a.jsonl')),
      run(lines, join(folder, 'b.jsonl')),
    ]);
    const imported = [first, second].map(({ said }) => Number.parseInt(said.at(-1) ?? '', 10));
    expect((imported[0] ?? 0) + (imported[1] ?? 0)).toBe(50);
  });

  it('lets go of an address that nobody confirms within a week', async () => {
    const [confirmed, not] = [member({ confirmed_at: '2020-01-01T00:00:00Z' }), member()];
    await run([confirmed, not]);
    test().clock.advance(days(7));
    await test().drain();
    expect((await accountOf(confirmed.username))?.email_key).toBe(confirmed.email);
    expect((await accountOf(not.username))?.email_key).toBeNull();
  });

  it('wants a file that can be read', async () => {
    const { ctx } = test().app;
    await expect(runCommand(ctx, 'member', 'import')).rejects.toThrow('--from');
    const from = join(folder, 'nowhere.jsonl');
    await expect(runCommand(ctx, 'member', 'import', '--from', from)).rejects.toThrow('cannot read');
  });
});
