import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appliedMigrations, unknownMigrations } from '../../db/migrate.ts';
import { databaseKind, openDatabase } from '../../db/open.ts';
import { checkIntegrity, demandReplaceable, isFile, moveAside, putInPlace } from '../../db/restore.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { type KeyFacts, keyFactsOf, neededChecks, neverUsed } from '../secret-key/key-facts.ts';
import { asideFolder, backUp } from './backup.ts';
import { databaseFile, type Manifest, readBackup } from './backup-folder.ts';
import { keysAtHand } from './keyring-for.ts';
import { locationOf } from './location.ts';
import { makeDataDirectory } from './open.ts';
import { keptKeys, keyFileNames } from './secret-key.ts';

export interface Restored {
  readonly madeAt: string;
  /** The folder with what was there before, and its key. For SQLite it is a data directory, for PostgreSQL a backup. */
  readonly aside: string | null;
  readonly key: RestoredKey;
}

/** The state of the key that the restored database uses. */
export type RestoredKey =
  | 'as before'
  /** The key is neither configured nor kept here. */
  | 'missing'
  /** The key is here, but is not the one that was in use: the backup is from before a rotation. */
  | 'replaced'
  | 'being replaced';

/** Puts a backup in place. The server must be stopped. Throws `ConfigError` or `RestoreRefusedError`. */
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
  // The database that is replaced may be too damaged to read.
  const before = replaces ? await factsHere(config).catch(() => null) : null;
  const folder = asideFolder(config, clock);
  if (replaces) await setAside(config, clock, folder);
  await putInPlace(location, databaseFile(from));
  const facts = (await factsHere(config)) ?? neverUsed;
  await settleKeys(config, from, folder, facts);
  return {
    madeAt: manifest.made_at,
    aside: existsSync(folder) ? folder : null,
    key: restoredKey(config, facts, before?.check ?? null),
  };
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

/** Keeps what is about to be replaced, with its key. */
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
  for (const name of keyFileNames) await keepFile(config, folder, name);
}

async function keepFile(config: Config, folder: string, name: string): Promise<void> {
  const file = join(config.dataDirectory, name);
  if (!existsSync(file) || existsSync(join(folder, name))) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A backup holds the keys of its own database or none, so another key gets another name.
  const unused = name === 'secret.key' ? 'unused.key' : `unused.${name}`;
  await copyFile(file, join(folder, isFile(locationOf(config)) ? name : unused));
}

/**
 * Leaves only the database's own keys in the data directory: those of the backup, or those that are here already. Any other
 * key goes aside. Usually there is one key; there are two while one replaces the other.
 */
async function settleKeys(config: Config, from: string, folder: string, facts: KeyFacts): Promise<void> {
  const needed = neededChecks(facts);
  if (needed.length === 0) return;
  const here = new Set<string>();
  for (const name of keyFileNames) {
    const file = join(config.dataDirectory, name);
    if (!existsSync(file)) continue;
    const check = checkIn(config.dataDirectory, name);
    if (check !== null && needed.includes(check)) {
      here.add(check);
      continue;
    }
    await keepFile(config, folder, name);
    await rm(file);
  }
  for (const name of keyFileNames) {
    const check = checkIn(from, name);
    if (check === null || !needed.includes(check) || here.has(check)) continue;
    const free = keyFileNames.find((one) => !existsSync(join(config.dataDirectory, one)));
    if (!free) continue;
    await putKey(join(from, name), join(config.dataDirectory, free));
    here.add(check);
  }
}

function restoredKey(config: Config, facts: KeyFacts, before: string | null): RestoredKey {
  const checks = keysAtHand(config).map(({ check }) => check);
  if (facts.check === null) return checks.length > 0 ? 'as before' : 'missing';
  if (!neededChecks(facts).every((check) => checks.includes(check))) return 'missing';
  if (facts.replacing !== null) return 'being replaced';
  const isOlder =
    config.secretKey === null ? before !== null && before !== facts.check : checks[0] !== facts.check;
  return isOlder ? 'replaced' : 'as before';
}

/** The key facts of the database that is here; null when it has no tables of Loge. */
async function factsHere(config: Config): Promise<KeyFacts | null> {
  const database = openDatabase(locationOf(config), 'read');
  try {
    if ((await appliedMigrations(database)) === null) return null;
    return await keyFactsOf(database.reader);
  } finally {
    await database.close();
  }
}

/** The check of the key in a folder under a name; null when there is no usable key. */
function checkIn(folder: string, name: (typeof keyFileNames)[number]): string | null {
  try {
    return keptKeys(folder, [name])[0]?.key.check ?? null;
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
