import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unknownMigrations } from '../../db/migrate.ts';
import { databaseKind, openDatabase } from '../../db/open.ts';
import { checkIntegrity, demandReplaceable, isFile, moveAside, putInPlace } from '../../db/restore.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { Keyring } from '../crypto/keyring.ts';
import { keyCheckOf, keyFits } from '../secret-check.ts';
import { asideFolder, backUp } from './backup.ts';
import { databaseFile, type Manifest, readBackup } from './backup-folder.ts';
import { locationOf } from './location.ts';
import { makeDataDirectory } from './open.ts';
import { keptKey, keyFileOf } from './secret-key.ts';

export interface Restored {
  readonly madeAt: string;
  /** Folder of what was there before, with its key: of SQLite a data directory, of PostgreSQL a backup. */
  readonly aside: string | null;
  /** Whether the key that the restored database is used with is given or kept here. */
  readonly hasKey: boolean;
}

/** Puts a backup in place; the server must be stopped. Throws `ConfigError` or `RestoreRefusedError`. */
export async function restore(
  config: Config,
  clock: Clock,
  from: string,
  replace: boolean,
): Promise<Restored> {
  const manifest = await readBackup(from);
  demandUsable(config, from, manifest);
  const location = locationOf(config);
  checkIntegrity(location, databaseFile(from));
  makeDataDirectory(config);
  const replaces = await demandReplaceable(location, replace);
  const folder = asideFolder(config, clock);
  if (replaces) await setAside(config, clock, folder);
  await putInPlace(location, databaseFile(from));
  const hasKey = await settleKey(config, from, folder);
  return { madeAt: manifest.made_at, aside: existsSync(folder) ? folder : null, hasKey };
}

function demandUsable(config: Config, from: string, manifest: Manifest): void {
  const kind = databaseKind(locationOf(config));
  if (manifest.kind !== kind)
    throw new ConfigError(`${from} is a backup of ${manifest.kind}, this is ${kind}`);
  const unknown = unknownMigrations(manifest.migrations ?? []);
  if (unknown.length > 0)
    throw new ConfigError(
      `${from} is newer than this program (it has ${unknown.join(', ')}): restore it with a newer Loge`,
    );
}

/** Keeps what is about to be replaced, and its key with it. */
async function setAside(config: Config, clock: Clock, folder: string): Promise<void> {
  if (!isFile(locationOf(config))) {
    await backUp(config, clock, folder);
    return;
  }
  await keepKey(config, folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await moveAside(locationOf(config), folder);
}

async function keepKey(config: Config, folder: string): Promise<void> {
  const file = keyFileOf(config.dataDirectory);
  if (!existsSync(file) || existsSync(keyFileOf(folder))) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A backup holds the key of its own database or none.
  await copyFile(file, isFile(locationOf(config)) ? keyFileOf(folder) : join(folder, 'unused.key'));
}

/**
 * Leaves beside the database its own key or none: the backup's, or the one that is here already. Any other goes aside.
 * Says whether the key is at hand.
 */
async function settleKey(config: Config, from: string, folder: string): Promise<boolean> {
  const fits = await makeFits(config);
  const file = keyFileOf(config.dataDirectory);
  const [kept, backed] = [readKept(config.dataDirectory), readKept(from)];
  if (kept === null || !fits(kept)) {
    if (kept !== null) {
      await keepKey(config, folder);
      await rm(file);
    }
    if (backed !== null && fits(backed)) await putKey(keyFileOf(from), file);
  }
  return config.secretKey === null ? existsSync(file) : fits(config.secretKey);
}

async function makeFits(config: Config): Promise<(key: string) => boolean> {
  const database = openDatabase(locationOf(config), 'read');
  try {
    const check = await keyCheckOf(database.reader);
    return (key) => check === null || keyFits(new Keyring(key), check);
  } finally {
    await database.close();
  }
}

/** The key that a folder holds; null when there is none that could be used. */
function readKept(folder: string): string | null {
  try {
    return keptKey(folder);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

async function putKey(from: string, to: string): Promise<void> {
  await copyFile(from, `${to}.part`);
  await chmod(`${to}.part`, 0o600);
  await rename(`${to}.part`, to);
}
