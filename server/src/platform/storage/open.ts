import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { migrate, schemaOf } from '../../db/migrate.ts';
import { type Access, type Database, NoDatabaseError, openDatabase } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { Keyring } from '../crypto/keyring.ts';
import { keyCheckOf, keyFits, rememberKey } from '../secret-check.ts';

export type { Access } from '../../db/open.ts';

import { databaseInWords, locationOf } from './location.ts';
import { keptKey, keyFileOf, makeKey } from './secret-key.ts';

/** A database with the key that opens what is sealed in it. */
export interface Storage {
  readonly database: Database;
  readonly keyring: Keyring;
}

/**
 * Opens the configured database for what a command may do with it. Whoever reads finds it as it is, or is told why not;
 * whoever makes also makes the folder, the schema and, where none was given and the database was never used with any,
 * the secret key. Throws `ConfigError` or `NoDatabaseError`.
 */
export async function openStorage(config: Config, access: Access): Promise<Storage> {
  if (access === 'make') makeDataDirectory(config);
  const database = openDatabase(locationOf(config), access);
  try {
    return { database, keyring: await prepare(config, database, access) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function prepare(config: Config, database: Database, access: Access): Promise<Keyring> {
  const { made, pending } = await schemaOf(database);
  if (!made && access !== 'make') throw new NoDatabaseError(locationOf(config));
  const check = made ? await keyCheckOf(database.reader) : null;
  // Before anything is written: another installation's database stays as it is.
  const keyring = keyringFor(config, check, access);
  if (access === 'read') {
    if (pending.length > 0) throw new ConfigError(olderSchema(config, pending));
    return keyring;
  }
  if (existsSync(keyFileOf(config.dataDirectory))) chmodSync(keyFileOf(config.dataDirectory), 0o600);
  if (pending.length > 0) await migrate(database);
  if (check === null && !keyFits(keyring, await rememberKey(database, keyring)))
    throw new ConfigError(otherKey(config));
  return keyring;
}

/** @param check what the database remembers of its key; null: it was never used with one. */
function keyringFor(config: Config, check: string | null, access: Access): Keyring {
  const key = config.secretKey ?? keptKey(config.dataDirectory);
  if (key === null) {
    if (check !== null || access !== 'make') throw new ConfigError(missingKey(config));
    return new Keyring(makeKey(config.dataDirectory));
  }
  const keyring = new Keyring(key);
  if (check !== null && !keyFits(keyring, check)) throw new ConfigError(otherKey(config));
  return keyring;
}

export const missingKey = (config: Config): string =>
  `the secret key of ${databaseInWords(config)} is not here: set LOGE_SECRET_KEY (or LOGE_SECRET_KEY_FILE) to it`;

export const otherKey = (config: Config): string =>
  `the secret key is not the one this database was made with: ${
    config.secretKey === null
      ? `${keyFileOf(config.dataDirectory)} is another; set LOGE_SECRET_KEY to the right one`
      : 'set LOGE_SECRET_KEY to that one'
  }`;

export const olderSchema = (config: Config, pending: readonly string[]): string =>
  `${databaseInWords(config)} is older than this program (${pending.join(', ')} are still to come): loge migrate, or starting the server, brings it there`;

/** Throws `ConfigError` when it cannot be made or written. */
export function makeDataDirectory({ dataDirectory }: Config): void {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new ConfigError(
      `the data directory ${dataDirectory} cannot be written: choose another with --data`,
    );
  }
}
