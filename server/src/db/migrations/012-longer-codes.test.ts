import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { databaseKinds } from '../../../test/harness.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';
import { openDatabase } from '../open.ts';
import { up } from './012-longer-codes.ts';

it.each(databaseKinds)(
  'recovery codes that are there get an id, and what is kept of used ones goes (%s)',
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'loge-migration-'));
    const name = `m${process.pid}_${Date.now()}`;
    const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
    const database = openDatabase({ dataDirectory: folder, databaseUrl });
    const db = database.migrations as unknown as Kysely<unknown>;
    try {
      await sql`create table recovery_codes (
        account_id text not null, code_mac text not null, created_at text not null, used_at text,
        primary key (account_id, code_mac))`.execute(db);
      const rows = [
        ['us-1', 'mac-a', null],
        ['us-1', 'mac-b', '2026-11-27T12:00:00.000Z'],
        ['us-1', 'mac-c', null],
        ['us-2', 'mac-a', null],
      ] as const;
      for (const [account, mac, used] of rows)
        await sql`insert into recovery_codes values (${account}, ${mac}, 'then', ${used})`.execute(db);
      await up(db);
      const { rows: after } = await sql<{
        id: string;
        account_id: string;
        code_hash: string;
        used_at: string | null;
      }>`select * from recovery_codes order by account_id, id`.execute(db);
      expect(after.map(({ id }) => id)).toEqual(['us-1-1', 'us-1-2', 'us-1-3', 'us-2-1']);
      const unused = after.filter(({ used_at }) => used_at === null);
      expect(unused.map(({ account_id, code_hash }) => `${account_id} ${code_hash}`).sort()).toEqual([
        'us-1 mac-a',
        'us-1 mac-c',
        'us-2 mac-a',
      ]);
      expect(JSON.stringify(after)).not.toContain('mac-b');
    } finally {
      await database.close();
      if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
