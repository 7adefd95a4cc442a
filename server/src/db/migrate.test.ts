import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { databaseKinds } from '../../test/harness.ts';
import { createDatabase, dropDatabase } from '../../test/postgres-databases.ts';
import { migrate } from './migrate.ts';
import * as firstLight from './migrations/001-first-light.ts';
import * as browsers from './migrations/002-browsers.ts';
import * as proofs from './migrations/003-proofs.ts';
import * as applications from './migrations/004-applications.ts';
import { type Database, openDatabase } from './open.ts';

type Rows = Record<string, Record<string, unknown>>;

describe.each(databaseKinds)('a database of before addresses were held (%s)', (kind) => {
  let database: Database | undefined;
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loge-migrate-'));
  const name = `m${process.pid}_${Date.now()}`;

  afterEach(async () => {
    await database?.close();
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('keeps every address that can be undone today, and knows the order of changes', async () => {
    const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
    database = openDatabase({ databaseUrl, dataDirectory });
    const before = {
      '001-first-light': firstLight,
      '002-browsers': browsers,
      '003-proofs': proofs,
      '004-applications': applications,
    };
    const migrator = new Migrator({
      db: database.migrations,
      provider: { getMigrations: async () => before },
    });
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    const db = database.migrations as unknown as Kysely<Rows>;
    const at = (day: number) => `2026-11-0${day}T12:00:00.000Z`;
    const account = (id: string, email: string) => ({
      id,
      username: id,
      username_key: id,
      email,
      email_key: email,
      created_at: at(1),
      updated_at: at(1),
      locale: 'en',
      theme: 'system',
      app_sort_key: 'name',
    });
    await db
      .insertInto('accounts')
      .values([account('us-1', 'c@x.test'), account('us-2', 'b@x.test')])
      .execute();
    const change = (id: string, old: string, day: number, more: Record<string, unknown> = {}) => ({
      id,
      account_id: 'us-1',
      old_email: old,
      new_email: 'any@x.test',
      requested_at: at(day),
      confirmed_at: at(day),
      undone_at: null,
      ...more,
    });
    await db
      .insertInto('email_changes')
      .values([
        change('second', 'b@x.test', 3),
        change('first', 'Élodie@x.test', 2),
        change('unconfirmed', 'typo@x.test', 1),
        change('undone', 'd@x.test', 4, { undone_at: at(5) }),
      ])
      .execute();
    const link = (subject: string, used: string | null = null) => ({
      id: subject,
      account_id: 'us-1',
      purpose: 'email-change-undo',
      subject,
      secret_hash: subject,
      created_at: at(2),
      expires_at: at(9),
      used_at: used,
    });
    await db
      .insertInto('one_time_links')
      .values([link('first'), link('second'), link('undone', at(5))])
      .execute();
    await db.insertInto('claims').values({ kind: 'email', key: 'b@x.test', account_id: 'us-2' }).execute();

    await migrate(database);

    const claims = await db.selectFrom('claims').selectAll().orderBy('key').execute();
    // Another account has b@x.test by now, and keeps it.
    expect(claims).toEqual([
      { kind: 'email', key: 'b@x.test', account_id: 'us-2', held_until: null, held_as: null },
      {
        kind: 'email',
        key: 'élodie@x.test',
        account_id: 'us-1',
        held_until: at(9),
        // Migration 009 writes it in this form.
        held_as: 'élodie@x.test',
      },
    ]);
    const changes = await db
      .selectFrom('email_changes')
      .select(['id', 'nth', 'old_confirmed_at'])
      .orderBy('nth')
      .execute();
    expect(changes).toEqual([
      { id: 'unconfirmed', nth: 1, old_confirmed_at: null },
      { id: 'first', nth: 2, old_confirmed_at: at(2) },
      { id: 'second', nth: 3, old_confirmed_at: at(3) },
      { id: 'undone', nth: 4, old_confirmed_at: at(4) },
    ]);
  });
});
