import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { readConfig } from '../config/config.ts';
import { storageComplaint } from './faults.ts';
import { migrateStorage } from './migrate.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'loge-faults-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const complaintOf = async (work: Promise<unknown>): Promise<string | null> =>
  storageComplaint(await work.catch((error: unknown) => error), readConfig({ data }, {}));

/** Whether this process may mount a disk of its own. */
const mountable = process.getuid?.() === 0 && process.platform === 'linux';

describe('a full disk is told as one', () => {
  it.runIf(mountable)('when the file cannot grow', async ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=192k', 'tmpfs', data]);
    if (mounted.status !== 0) skip('no disk can be mounted here');
    try {
      expect(await complaintOf(migrateStorage(readConfig({ data }, {})))).toBe(
        `the disk of the database is full: make room for ${data} and try again; what was there is whole`,
      );
    } finally {
      spawnSync('umount', [data]);
    }
  });

  it('when SQLite says so', async () => {
    const database = openDatabase({ dataDirectory: data });
    await sql`create table filled (text text)`.execute(database.migrations);
    await sql`pragma max_page_count = 10`.execute(database.migrations);
    const filling = sql`insert into filled values (${'x'.repeat(100_000)})`.execute(database.migrations);
    expect(await complaintOf(filling)).toMatch(/^the disk of the database is full/);
    await database.close();
  });
});

it('a file that is held or cannot be opened is no database that "does not answer"', async () => {
  const error = (errcode: number) =>
    Object.assign(new Error('SQLite’s words'), { code: 'ERR_SQLITE_ERROR', errcode });
  for (const errcode of [5, 8, 10, 14]) {
    const said = await complaintOf(Promise.reject(error(errcode)));
    expect(said).toMatch(/^(the database|the disk of the database) /);
    expect(said).not.toContain('does not answer');
  }
});
