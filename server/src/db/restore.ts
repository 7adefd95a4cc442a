import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { openSqlite } from './dialects/sqlite.ts';
import { type DatabaseLocation, openDatabase, sqliteFile } from './open.ts';
import { runProgram } from './run-program.ts';

/** The target already holds data, or a server still uses it. Nothing was touched. */
export class RestoreRefusedError extends Error {
  override name = 'RestoreRefusedError';
}

/**
 * Puts a backup in place. A database that exists is refused, or with `replace` kept aside under another name.
 * Returns where the old one is; null when there was none. Throws `RestoreRefusedError`.
 */
export async function restoreDatabase(
  location: DatabaseLocation,
  backup: string,
  options: { replace: boolean; stamp: string },
): Promise<string | null> {
  return location.databaseUrl
    ? restorePostgres(location.databaseUrl, backup, options.replace)
    : restoreSqlite(sqliteFile(location.dataDirectory), backup, options);
}

async function restoreSqlite(
  target: string,
  backup: string,
  { replace, stamp }: { replace: boolean; stamp: string },
): Promise<string | null> {
  checkIntegrity(backup);
  if (!existsSync(target)) {
    await putInPlace(backup, target);
    return null;
  }
  if (!replace)
    throw new RestoreRefusedError(
      `${target} exists: add --replace to keep it aside and put the backup in its place`,
    );
  demandUnused(target);
  const aside = `${target}.before-restore-${stamp}`;
  await rename(target, aside);
  // These belong to the old file; a new one beside them would be read wrongly.
  for (const suffix of ['-wal', '-shm']) await rm(target + suffix, { force: true });
  await putInPlace(backup, target);
  return aside;
}

async function putInPlace(backup: string, target: string): Promise<void> {
  await copyFile(backup, `${target}.part`);
  await rename(`${target}.part`, target);
}

function checkIntegrity(path: string): void {
  const database = openSqlite(path, { readOnly: true });
  try {
    const row = database.prepare('pragma integrity_check').get();
    if (row?.integrity_check !== 'ok') throw new RestoreRefusedError(`${path} is damaged`);
  } finally {
    database.close();
  }
}

/** Folds the write-ahead log into the file, which also fails while a server has it open. */
function demandUnused(path: string): void {
  const database = openSqlite(path);
  try {
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = delete; begin exclusive; commit');
  } catch {
    throw new RestoreRefusedError('a server is still using this database: stop it first');
  } finally {
    database.close();
  }
}

async function restorePostgres(url: string, backup: string, replace: boolean): Promise<null> {
  const database = openDatabase({ databaseUrl: url, dataDirectory: '' });
  try {
    const tables = await database.migrations.introspection.getTables();
    if (tables.length > 0 && !replace) {
      throw new RestoreRefusedError('the database is not empty: add --replace to overwrite it');
    }
  } finally {
    await database.close();
  }
  await runProgram('pg_restore', [
    '--clean',
    '--if-exists',
    '--no-owner',
    '--single-transaction',
    '--exit-on-error',
    `--dbname=${url}`,
    backup,
  ]);
  return null;
}
