import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appliedMigrations } from '../../db/migrate.ts';
import { type Database, databaseKind, NoDatabaseError, openDatabase } from '../../db/open.ts';
import { type Clock, instantOf } from '../../kernel/clock.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { Keyring } from '../crypto/keyring.ts';
import { keyCheckOf, keyFits } from '../secret-check.ts';
import { databaseFile, type Manifest, manifestFile, sha256 } from './backup-folder.ts';
import { locationOf } from './location.ts';
import { keptKey, keyFileOf } from './secret-key.ts';

/** Whether the secret key is in a backup, and if not, where it is. */
export type KeyInBackup = 'in it' | 'given elsewhere' | 'another' | 'missing';

/**
 * Copies a consistent state of the database into a new folder, with the secret key where Loge keeps it itself and it is
 * this database's; others may go on writing. Throws `ConfigError` or `NoDatabaseError`.
 */
export async function backUp(config: Config, clock: Clock, to: string): Promise<KeyInBackup> {
  if (existsSync(to)) throw new ConfigError(`${to} exists: choose a new folder`);
  const database = openDatabase(locationOf(config), 'read');
  try {
    const migrations = await appliedMigrations(database);
    if (migrations === null) throw new NoDatabaseError(locationOf(config));
    const key = keyInUse(config, await keyCheckOf(database.reader));
    await mkdir(to, { recursive: true, mode: 0o700 });
    try {
      await fill(to, { config, clock, database, migrations, withKey: key === 'in it' });
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
  if (withKey) await copyFile(keyFileOf(config.dataDirectory), keyFileOf(to));
  const manifest: Manifest = {
    made_at: instantOf(clock.now()),
    kind: databaseKind(locationOf(config)),
    sha256: await sha256(databaseFile(to)),
    migrations,
  };
  // Last, so that a folder without it is recognised as unfinished.
  await writeFile(manifestFile(to), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A key that is not the database's own would open nothing when it is needed most. */
function keyInUse(config: Config, check: string | null): KeyInBackup {
  const fits = (key: string) => check === null || keyFits(new Keyring(key), check);
  if (config.secretKey !== null) return fits(config.secretKey) ? 'given elsewhere' : 'another';
  const kept = keptKey(config.dataDirectory);
  if (kept === null) return 'missing';
  return fits(kept) ? 'in it' : 'another';
}

/** Where to look for the folder of what a restore replaced. */
export const asideFolder = (config: Config, clock: Clock): string =>
  join(config.dataDirectory, `before-restore-${instantOf(clock.now()).replace(/[:.]/g, '-')}`);
