import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { personal } from '../src/app.ts';
import { days } from '../src/kernel/clock.ts';
import { readTree } from './architecture/tree.ts';
import { linkToken, onEachDatabase, type Person } from './harness.ts';
import { addContact, healthApplication } from './health.ts';
import { sharedGitLab } from './providers.ts';
import { newSshKey } from './ssh-key-maker.ts';
import { enableTotp } from './totp.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const listed = personal()
  .flatMap(({ tables }) => Object.keys(tables))
  .sort();

onEachDatabase('personal data', (test) => {
  const tables = async () =>
    (await test().app.database.migrations.introspection.getTables()).filter(
      ({ name }) => !name.startsWith('kysely_'),
    );
  const rowsOf = (name: string) =>
    test()
      .app.database.migrations.withTables<Record<string, Record<string, unknown>>>()
      .selectFrom(name)
      .selectAll()
      .execute();

  it('has a line in the list for each table with a row that belongs to somebody', async () => {
    const tied = (await tables())
      .filter(
        ({ name, columns }) => name === 'accounts' || columns.some((column) => column.name === 'account_id'),
      )
      .map(({ name }) => name);
    expect(tied.sort()).toEqual(listed);
  });

  const profile = {
    fullname: 'Marguerite Germaine Donnadieu',
    company: 'Éditions de Minuit',
    location: 'Neauphle-le-Château',
    email_newsletter: true,
  };
  /** Somebody who has used everything that there is, and whatever would give them away. */
  const busyMember = async (name: string) => {
    const { person, signIn, call, drain, mailTo, clock } = test();
    const who = await person({ email: `${name}@example.test`, username: name });
    const session = await signIn(who, true);
    await call('PUT', '/v1/users/account', { session, body: { user: profile } });
    const { secret, jwt } = await test().bearer(who);
    const key = newSshKey(`${name}@her-own-laptop`);
    const added = await call('POST', '/v1/keys', {
      session,
      body: { name: `${name}'s laptop`, content: key.line },
    });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    const gitLab = await sharedGitLab();
    gitLab.addMember({ username: name });
    const link = {
      scm_type: 'gitlab-self-hosted',
      url: gitLab.origin,
      access_token: gitLab.makeToken(name, { scopes: ['api'] }),
    };
    const linked = await call('POST', '/v1/scm_integrations', { session, body: { scm_integration: link } });
    expect(linked.status, JSON.stringify(linked.body)).toBe(201);
    const healthApp = await healthApplication(test(), who);
    const contact = await addContact(test(), session, [healthApp], {
      name: `Dr ${name}`,
      email: `dr@${name}.test`,
    });
    await call('POST', `/v1/hds_contacts/${contact.id}/confirmation`, { session });
    await call('GET', '/v1/users/self', {
      bearer: jwt,
      remoteIp: '203.0.113.202',
      headers: { 'user-agent': `${name}-deploys/2` },
    });
    // Use marks are written within a second.
    await test().app.flush();
    const text = JSON.stringify([...(await rowsOf('api_token_uses')), ...(await rowsOf('api_token_calls'))]);
    expect(text).toContain(`${name}-deploys`);
    expect(text).toContain('account:read');
    await call('POST', '/v1/users/password/reset', {
      body: { user: { email: who.email } },
      remoteIp: '203.0.113.200',
    });
    const wrong = { session: { login: who.email, password: 'wrong' } };
    const headers = { 'sec-fetch-site': 'same-origin', 'user-agent': 'Her Own Browser' };
    await call('POST', '/v1/sessions', { body: wrong, headers, remoteIp: '203.0.113.201' });
    const moved = `${name}@moved.test`;
    await call('PUT', '/v1/users/account', { session, body: { user: { email: moved } } });
    const move = linkToken(await mailTo(moved, /Confirm your new/));
    await call('POST', '/v1/users/email/confirm', { session, body: { token: move } });
    const present: Person = { ...who, email: moved };
    const app = await enableTotp(test(), present);
    await call('POST', '/v1/users/self/export', { session: app.session, body: {} });
    await drain();
    clock.advance(1000);
    const personal = [
      who.email,
      moved,
      name,
      '203.0.113.20',
      'Her Own Browser',
      profile.fullname,
      profile.company,
      profile.location,
      key.line.split(' ')[1] ?? '',
      `Dr ${name}`,
      `dr@${name}.test`,
    ];
    return { who: present, ...app, secret, personal, healthApp };
  };
  const holding = async (personal: readonly string[]) => {
    const found = [];
    for (const { name } of await tables()) {
      const text = JSON.stringify(await rowsOf(name));
      if (personal.some((words) => text.includes(words))) found.push(name);
    }
    return found;
  };

  /** SQLite's files as somebody finds them who reads the disk. */
  const bytes = (): string =>
    ['loge.db', 'loge.db-wal']
      .map((name) => readFileSync(join(test().app.ctx.config.dataDirectory, name), 'utf8'))
      .join();

  it('stands nowhere else: nothing of a busy member is found in a table that the list leaves out', async () => {
    const { who, personal } = await busyMember('marguerite.duras');
    const found = await holding([...personal, who.id]);
    expect(found.filter((name) => !listed.includes(name))).toEqual([]);
    // And it is really looked for: these do hold something.
    expect(found).toEqual(expect.arrayContaining(['accounts', 'claims', 'journal_payloads', 'sessions']));
  });

  it('is all in the copy that a member asks for, without secrets or anybody else’s', async () => {
    const other = await test().person();
    const { who, session, secret, secret: token, codes } = await busyMember('simone.weil');
    const link = linkToken(await test().mailTo(who.email, /is ready/));
    const fetched = await test().call('POST', '/v1/users/self/export/download', {
      session,
      body: { token: link },
    });
    expect(fetched.status, JSON.stringify(fetched.body)).toBe(200);
    const files = unzipSync(Buffer.from(fetched.body.export.zip_base64, 'base64'));
    const text = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
    expect(Object.keys(text)).toEqual(
      expect.arrayContaining([
        'index.html',
        'account.json',
        'sessions.json',
        'journal.json',
        'two-factor.json',
        'ssh-keys.json',
        'integrations.json',
        'health-data.json',
      ]),
    );
    for (const [name, file] of Object.entries(text)) if (name !== 'index.html') JSON.parse(file);
    const all = Object.values(text).join('\n');
    const uses = JSON.parse(text['api-tokens.json'] ?? '');
    expect(uses).toMatchObject({
      tokens: [{ name: 'test', scopes: null }],
      calls: [{ scope: 'account:read' }],
    });
    for (const shown of [
      who.email,
      profile.fullname,
      'Her Own Browser',
      '203.0.113.201',
      '203.0.113.202',
      '@her-own-laptop',
      'Dr simone.weil',
    ])
      expect(all).toContain(shown);
    for (const hidden of [
      secret,
      token,
      session,
      ...codes,
      other.id,
      other.email,
      who.password,
      '$argon2',
      'v1.',
    ])
      expect(all.includes(hidden), hidden).toBe(false);
    expect(text['index.html']).not.toContain('<script');
    const stranger = await test().signIn(other);
    const refused = await test().call('POST', '/v1/users/self/export/download', {
      session: stranger,
      body: { token: link },
    });
    expect(refused.status).toBe(422);
    test().clock.advance(days(1));
    await test().app.housekeeping.sweep();
    const kept = await rowsOf('data_exports');
    expect(kept.filter((row) => row.account_id === who.id && row.sealed_archive !== null)).toEqual([]);
  });

  // ASVS 14.2.4
  it('is nowhere once the account is erased', async () => {
    const { who, session, personal: words, healthApp } = await busyMember('colette.willy');
    // An account that owns applications is not deleted; what its application was stays in the register's history.
    await healthApplication(test(), await test().person(), { id: healthApp });
    await test().call('POST', '/v1/users/delete', { session });
    const mail = await test().mailTo(who.email, /Confirm that your account/);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail), reason: 'colette.willy has her reasons' } };
    const done = await test().call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const mine = words.filter((word) => word.includes('colette') || word.startsWith('AAAA'));
    expect((await holding(mine)).length).toBeGreaterThan(3);
    const files = test().app.database.kind === 'sqlite' ? bytes() : '';
    if (files) for (const word of mine) expect(files.includes(word), word).toBe(true);
    test().clock.advance(days(8));
    await test().drain();
    expect(await holding(mine)).toEqual([]);
    // Nor in what SQLite would leave in free pages and in its log.
    if (files) for (const word of mine) expect(bytes().includes(word), word).toBe(false);
    // The id is nobody's by now: it stands in the provable chain, and in what says that it was erased.
    const left = [
      ...['deletions', 'journal', 'journal_covered', 'journal_heads', 'journal_payloads', 'jobs'],
      ...[
        'health_applications',
        'health_owners',
        'health_contacts',
        'health_contact_applications',
        'health_reviews',
      ],
    ];
    for (const name of await holding([who.id])) expect(left).toContain(name);
  });
});

describe('what features say that they hold', () => {
  it('names each table once', () => {
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('has names that a file can bear, once', () => {
    const names = personal().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
  });
});

/** Each file that says what a feature holds, with the tables that it names. */
const declared = readTree()
  .filter(({ path }) => path.startsWith('server/src/') && !path.endsWith('.test.ts'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/\b(\w+): \{\s*exported: /g)].map(([, table = '']) => ({
      table,
      folder: dirname(path),
    })),
  );

it.each(declared)('$table is written by the folder that says what it holds', ({ table, folder }) => {
  const sources = readdirSync(root + folder).filter(
    (file) => file.endsWith('.ts') && !file.includes('.test.'),
  );
  const writes = new RegExp(`\\.(insertInto|updateTable|deleteFrom)\\(\\s*'${table}'`);
  const named = sources.some((file) => writes.test(readFileSync(`${root}${folder}/${file}`, 'utf8')));
  expect(named, `${folder} does not write ${table}`).toBe(true);
});

it('is said of each table by a file that the test above found', () => {
  expect(declared.map(({ table }) => table).sort()).toEqual(listed);
});
