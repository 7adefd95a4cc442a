import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { onEachDatabase } from './harness.ts';
import { personalTables } from './personal-data.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const listed = Object.keys(personalTables).sort();

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

  it('stands nowhere else: nothing of a busy member is found in a table that the list leaves out', async () => {
    const { person, signIn, call, drain } = test();
    const who = await person({ email: 'marguerite.duras@example.test', username: 'marguerite.duras' });
    const session = await signIn(who, true);
    const user = {
      fullname: 'Marguerite Germaine Donnadieu',
      company: 'Éditions de Minuit',
      location: 'Neauphle-le-Château',
      email_newsletter: true,
    };
    await call('PUT', '/v1/users/account', { session, body: { user } });
    await test().bearer(who);
    await call('POST', '/v1/users/password/reset', {
      body: { user: { email: who.email } },
      remoteIp: '203.0.113.200',
    });
    const wrong = { session: { login: who.email, password: 'wrong' } };
    const headers = { 'sec-fetch-site': 'same-origin', 'user-agent': 'Her Own Browser' };
    await call('POST', '/v1/sessions', { body: wrong, headers, remoteIp: '203.0.113.201' });
    await drain();
    const personal = [
      who.id,
      who.email,
      who.username,
      '203.0.113.20',
      'Her Own Browser',
      ...Object.values(user).map(String),
    ];
    const holding = [];
    for (const { name } of await tables()) {
      const text = JSON.stringify(await rowsOf(name));
      if (personal.some((words) => words !== 'true' && text.includes(words))) holding.push(name);
    }
    expect(holding.filter((name) => !listed.includes(name))).toEqual([]);
    // And it is really looked for: these do hold something.
    expect(holding).toEqual(expect.arrayContaining(['accounts', 'claims', 'journal_payloads', 'sessions']));
  });
});

it.each(Object.entries(personalTables))(
  '%s is written by the folder that the list names',
  (table, { owner }) => {
    expect(existsSync(root + owner)).toBe(true);
    const sources = readdirSync(root + owner).filter(
      (file) => file.endsWith('.ts') && !file.includes('.test.'),
    );
    const writes = new RegExp(`\\.(insertInto|updateTable|deleteFrom)\\(\\s*'${table}'`);
    const named = sources.some((file) => writes.test(readFileSync(`${root}${owner}/${file}`, 'utf8')));
    expect(named, `${owner} does not write ${table}`).toBe(true);
  },
);
