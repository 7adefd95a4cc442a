import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appliedMigrations } from '../../db/migrate.ts';
import { type Database, databaseKind, NoDatabaseError, openDatabase } from '../../db/open.ts';
import { type Clock, instantOf } from '../../kernel/clock.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { type KeyFacts, keyFactsOf, neededChecks } from '../secret-key/key-facts.ts';
import { databaseFile, type Manifest, manifestFile, sha256 } from './backup-folder.ts';
import { locationOf } from './location.ts';
import { keptKeys } from './secret-key.ts';

/** Whether the secret key is in the backup, and if not, where it is. */
export type KeyInBackup =
  | 'in it'
  | 'given elsewhere'
  /** The key in use is given as the previous one: it is not replaced yet. */
  | 'given as previous'
  /** Two keys are given, because one is replacing the other. */
  | 'both given elsewhere'
  | 'another'
  | 'missing';

/**
 * Copies a consistent state of the database into a new folder, while others go on writing. The secret key is copied too
 * when Loge keeps it itself and it is this database's. Throws `ConfigError` or `NoDatabaseError`.
 */
export async function backUp(config: Config, clock: Clock, to: string): Promise<KeyInBackup> {
  if (existsSync(to)) throw new ConfigError(`${to} exists: choose a new folder`);
  const database = openDatabase(locationOf(config), 'read');
  try {
    const migrations = await appliedMigrations(database);
    if (migrations === null) throw new NoDatabaseError(locationOf(config));
    const facts = await keyFactsOf(database.reader);
    const key = keyInUse(config, facts);
    await mkdir(to, { recursive: true, mode: 0o700 });
    try {
      await fill(to, { config, clock, database, migrations, withKey: key === 'in it' });
      const after = await keyFactsOf(database.reader);
      if (neededChecks(after).join() !== neededChecks(facts).join())
        throw new ConfigError('the secret key was replaced meanwhile: back up again');
    } catch (error) {
      await rm(to, { recursive: true, force: true });
      throw error;
    }
    return key;
  } finally {
    await database.close();
  }
}

interface Filling {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly migrations: readonly string[];
  readonly withKey: boolean;
}

async function fill(to: string, { config, clock, database, migrations, withKey }: Filling): Promise<void> {
  await database.backupTo(databaseFile(to));
  await chmod(databaseFile(to), 0o600);
  if (withKey)
    for (const { name } of keptKeys(config.dataDirectory))
      await copyFile(join(config.dataDirectory, name), join(to, name));
  const manifest: Manifest = {
    made_at: instantOf(clock.now()),
    kind: databaseKind(locationOf(config)),
    sha256: await sha256(databaseFile(to)),
    migrations,
  };
  // The manifest is written last, so that a folder without one is recognised as unfinished.
  await writeFile(manifestFile(to), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Finds where the database's own key is. Any other key in a backup would open nothing after a restore. */
function keyInUse(config: Config, facts: KeyFacts): KeyInBackup {
  const needed = neededChecks(facts);
  const fit = (keys: readonly SecretKey[]) =>
    needed.every((check) => keys.some((key) => key.check === check));
  if (config.secretKey === null) {
    const kept = keptKeys(config.dataDirectory).map(({ key }) => key);
    if (kept.length === 0) return 'missing';
    return fit(kept) ? 'in it' : 'another';
  }
  const key = new SecretKey(config.secretKey);
  if (fit([key])) return 'given elsewhere';
  if (config.previousSecretKey === null) return 'another';
  const previous = new SecretKey(config.previousSecretKey);
  if (fit([previous])) return 'given as previous';
  return fit([key, previous]) ? 'both given elsewhere' : 'another';
}

/** The folder for what a restore replaces. */
export const asideFolder = (config: Config, clock: Clock): string =>
  join(config.dataDirectory, `before-restore-${instantOf(clock.now()).replace(/[:.]/g, '-')}`);
