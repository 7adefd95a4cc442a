import { existsSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../kernel/clock.ts';
import { type DatabaseLocation, sqliteFile } from './open.ts';
import { connectOne, endOne, readWithinMs } from './postgres/connections.ts';
import { forPrograms } from './postgres/url.ts';
import { runInto } from './run-program.ts';
import { connect } from './sqlite/connection.ts';

/** The target already holds data, or a server still uses it. Nothing was touched. */
export class RestoreRefusedError extends Error {
  override name = 'RestoreRefusedError';
}

/**
 * Throws `RestoreRefusedError` unless a backup may be put there: nothing is there or it may be replaced, and nobody uses
 * it. Says whether there is something.
 */
export async function demandReplaceable(location: DatabaseLocation, replace: boolean): Promise<boolean> {
  if (location.databaseUrl) return demandReplaceablePostgres(location.databaseUrl, replace);
  const target = sqliteFile(location.dataDirectory);
  if (!existsSync(target)) return false;
  if (!replace)
    throw new RestoreRefusedError(
      `${target} exists: add --replace to keep it aside and put the backup in its place`,
    );
  demandUnused(target);
  return true;
}

/** Whether a database is a file, which can be moved, or must be copied to be kept. */
export const isFile = (location: DatabaseLocation): boolean => !location.databaseUrl;

/** Moves a database that is a file into a folder, whole: `demandReplaceable` has folded its log into it. */
export async function moveAside({ dataDirectory }: DatabaseLocation, folder: string): Promise<void> {
  const target = sqliteFile(dataDirectory);
  await rename(target, sqliteFile(folder));
  // These belong to the old file; a new one beside them would be read wrongly.
  for (const suffix of ['-wal', '-shm']) await rm(target + suffix, { force: true });
}

/** Puts a backup in place of whatever is there. */
export async function putInPlace(location: DatabaseLocation, backup: string): Promise<void> {
  if (location.databaseUrl) return replacePostgres(location.databaseUrl, backup);
  const part = join(location.dataDirectory, 'loge.db.part');
  await copyFile(backup, part);
  const file = await open(part, 'r+');
  await file.sync().finally(() => file.close());
  await rename(part, sqliteFile(location.dataDirectory));
}

/** Throws `RestoreRefusedError` when a backup that is SQLite's file is damaged in itself. */
export function checkIntegrity(location: DatabaseLocation, path: string): void {
  if (!isFile(location)) return;
  const database = connect(path, { readOnly: true });
  try {
    const row = database.prepare('pragma integrity_check').get();
    if (row?.integrity_check !== 'ok') throw new RestoreRefusedError(`${path} is damaged`);
  } finally {
    database.close();
  }
}

/** Folds the write-ahead log into the file, which also fails while a server has it open. */
function demandUnused(path: string): void {
  const database = connect(path);
  try {
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = delete; begin exclusive; commit');
  } catch {
    throw new RestoreRefusedError('a server is still using this database: stop it first');
  } finally {
    database.close();
  }
}

/** How long connections may take to go whose program has just ended. */
const goneWithin = 20;
const lookEveryMs = 100;

async function demandReplaceablePostgres(url: string, replace: boolean): Promise<boolean> {
  const client = connectOne(url, readWithinMs);
  client.on('error', () => {});
  await client.connect();
  try {
    const tables = await client.query('select 1 from pg_tables where schemaname = current_schema() limit 1');
    const filled = tables.rows.length > 0;
    if (filled && !replace)
      throw new RestoreRefusedError(
        'the database is not empty: add --replace to keep what is there as a backup and put this one in its place',
      );
    for (let look = 1; ; look++) {
      const others = await client.query<{ who: string }>(
        `select distinct coalesce(nullif(application_name, ''), usename::text) as who from pg_stat_activity
         where datname = current_database() and usesysid is not null and pid <> pg_backend_pid()`,
      );
      if (others.rows.length === 0) return filled;
      if (look >= goneWithin)
        throw new RestoreRefusedError(
          `somebody is still connected to this database (${others.rows.map(({ who }) => who).join(', ')}): stop servers, workers and whatever else first`,
        );
      await new Promise<void>((look) => systemClock.after(lookEveryMs, look, 'stays'));
    }
  } finally {
    await endOne(client);
  }
}

// Also what the backup does not know: a table of a newer schema would stay, and stand in the way of its migration.
const dropTables = `do $$ declare one record; begin
  for one in select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = current_schema()
  loop execute 'drop table ' || one.name || ' cascade'; end loop;
end $$`;

/** In one transaction: either all of the backup is there, or all that was there before. */
async function replacePostgres(url: string, backup: string): Promise<void> {
  const target = forPrograms(url);
  await runInto(
    { name: 'pg_restore', args: ['--clean', '--if-exists', '--no-owner', '--file=-', backup] },
    {
      name: 'psql',
      args: [
        '--no-psqlrc',
        '--quiet',
        '--single-transaction',
        '--set=ON_ERROR_STOP=1',
        `--dbname=${target.url}`,
        `--command=${dropTables}`,
        '--file=-',
      ],
      environment: target.environment,
    },
  );
}
