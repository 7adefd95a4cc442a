import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { type Kysely, sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { databaseKinds } from '../../../test/harness.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';
import { openDatabase } from '../open.ts';
import { up } from './007-passwords.ts';

it.each(databaseKinds)(
  'passwords that are there keep their hash, and learn how it was made (%s)',
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'loge-migration-'));
    const name = `m${process.pid}_${Date.now()}`;
    const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
    const database = openDatabase({ dataDirectory: folder, databaseUrl });
    const db = database.migrations as unknown as Kysely<unknown>;
    try {
      await sql`create table passwords (account_id text primary key, hash text not null)`.execute(db);
      const hashes = await Promise.all([
        hash('x', { memoryCost: 19456, timeCost: 2 }),
        hash('y', { memoryCost: 1024, timeCost: 1, parallelism: 1 }),
      ]);
      for (const [i, made] of hashes.entries())
        await sql`insert into passwords (account_id, hash) values (${`us-${i}`}, ${made})`.execute(db);
      await up(db);
      const { rows } = await sql`select * from passwords order by account_id`.execute(db);
      expect(rows).toEqual([
        { account_id: 'us-0', id: 'us-0', hash: hashes[0], scheme: '$argon2id$v=19$m=19456,t=2,p=1' },
        { account_id: 'us-1', id: 'us-1', hash: hashes[1], scheme: '$argon2id$v=19$m=1024,t=1,p=1' },
      ]);
    } finally {
      await database.close();
      if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
