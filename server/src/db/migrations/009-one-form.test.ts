import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { databaseKinds } from '../../../test/harness.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';
import { openDatabase } from '../open.ts';
import { up } from './009-one-form.ts';

const at = '2026-11-01T00:00:00.000Z';

it.each(databaseKinds)('names that are there get the form in which they are used (%s)', async (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-migration-'));
  const name = `m${process.pid}_${Date.now()}`;
  const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
  const database = openDatabase({ dataDirectory: folder, databaseUrl });
  const db = database.migrations as unknown as Kysely<unknown>;
  try {
    await sql`create table accounts (id text primary key, username text not null, email text not null, email_key text unique,
      email_confirmed_at text, pending_email text, created_at text not null)`.execute(db);
    await sql`create table claims (kind text, key text, account_id text, held_until text, held_as text, primary key (kind, key))`.execute(
      db,
    );
    await sql`create table email_changes (id text primary key, old_email text, new_email text)`.execute(db);
    await sql`create table one_time_links (account_id text, purpose text, subject text)`.execute(db);
    const account = async (
      id: string,
      email: string,
      key: string | null,
      confirmed: string | null = at,
      more: { username?: string; pending?: string; created?: string } = {},
    ) => {
      const { username = id, pending = null, created = at } = more;
      await sql`insert into accounts values (${id}, ${username}, ${email}, ${key}, ${confirmed}, ${pending}, ${created})`.execute(
        db,
      );
      if (key) await sql`insert into claims values ('email', ${key}, ${id}, null, null)`.execute(db);
    };
    await account('plain', 'plain@x.test', 'plain@x.test');
    await account('capital', 'Capital@X.test', 'capital@x.test', null, { username: 'ﬁn' });
    await sql`insert into one_time_links values ('capital', 'email-confirmation', 'capital@x.test')`.execute(
      db,
    );
    // Three accounts wrote one mailbox differently: the confirmed one keeps it.
    await account('typed', 'Lea@münchen.test', 'lea@münchen.test', null, {
      created: '2020-01-01T00:00:00.000Z',
    });
    await account('read', 'lea@m\u00fcnchen.te\u200bst', 'lea@münchen.te\u200bst');
    await account('first', 'LEA@München.test', 'lea@mu\u0308nchen.test', at, { pending: 'Zoé@X.test' });
    await account('ascii', 'eva@xn--mnchen-3ya.test', 'eva@xn--mnchen-3ya.test');
    await account('late', 'eva@münchen.test', 'eva@münchen.test');
    // This account signed up with the Kelvin sign in place of K. Its key is released for the address's real owner.
    await account('squatter', '\u212aate@x.test', 'kate@x.test', null);
    await account('released', 'Élodie@X.test', null, null);
    await sql`insert into claims values ('email', 'old@münchen.test', 'plain', ${at}, 'Old@münchen.test')`.execute(
      db,
    );
    await sql`insert into claims values ('email', 'capital@x。test', 'plain', ${at}, 'capital@x。test')`.execute(
      db,
    );
    await sql`insert into email_changes values ('c', 'Old@münchen.test', 'plain@x.test')`.execute(db);

    await up(db);

    const { rows: accounts } =
      await sql`select id, username, email, email_key, pending_email from accounts`.execute(db);
    const row = (
      id: string,
      email: string,
      email_key: string | null,
      username = id,
      pending_email: string | null = null,
    ) => ({
      id,
      username,
      email,
      email_key,
      pending_email,
    });
    const expected = [
      row('plain', 'plain@x.test', 'plain@x.test'),
      row('capital', 'capital@x.test', 'capital@x.test', 'fin'),
      row('typed', 'Lea@münchen.test', null),
      row('read', 'lea@münchen.te\u200bst', 'lea@münchen.te\u200bst'),
      row('first', 'lea@xn--mnchen-3ya.test', 'lea@xn--mnchen-3ya.test', 'first', 'zoé@x.test'),
      row('ascii', 'eva@xn--mnchen-3ya.test', 'eva@xn--mnchen-3ya.test'),
      row('late', 'eva@münchen.test', 'eva@münchen.test'),
      row('squatter', '\u212aate@x.test', null),
      row('released', 'élodie@x.test', null),
    ];
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect((accounts as { id: string }[]).sort(byId)).toEqual(expected.sort(byId));
    const { rows: claims } = await sql<{
      key: string;
      account_id: string;
    }>`select key, account_id from claims`.execute(db);
    const claimed = Object.fromEntries(claims.map(({ key, account_id }) => [key, account_id]));
    expect(claimed).toEqual({
      'plain@x.test': 'plain',
      'capital@x.test': 'capital',
      'lea@münchen.te\u200bst': 'read',
      'lea@xn--mnchen-3ya.test': 'first',
      'eva@xn--mnchen-3ya.test': 'ascii',
      'eva@münchen.test': 'late',
      'old@xn--mnchen-3ya.test': 'plain',
      'capital@x。test': 'plain',
    });
    const { rows: changes } = await sql`select * from email_changes`.execute(db);
    expect(changes).toEqual([{ id: 'c', old_email: 'old@xn--mnchen-3ya.test', new_email: 'plain@x.test' }]);
    const { rows: links } = await sql`select subject from one_time_links`.execute(db);
    expect(links).toEqual([{ subject: 'capital@x.test' }]);
  } finally {
    await database.close();
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(folder, { recursive: true, force: true });
  }
});
