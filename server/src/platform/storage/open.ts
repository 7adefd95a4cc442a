import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, schemaOf } from '../../db/migrate.ts';
import { type Access, type Database, NoDatabaseError, openDatabase } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { keyFactsOf, neverUsed, rememberKey } from '../secret-key/key-facts.ts';

export type { Access } from '../../db/open.ts';

import { keyringFor, otherKey } from './keyring-for.ts';
import { databaseInWords, locationOf } from './location.ts';
import { keyFileNames, settleKeyFiles } from './secret-key.ts';

/** A database with the key that opens what is sealed in it. */
interface Storage {
  readonly database: Database;
  readonly keyring: Keyring;
}

/**
 * Opens the configured database with the access of a command. `read` leaves everything as it is. `make` also makes the
 * folder, the schema, and the secret key when none is configured and the database was never used with one. Throws
 * `ConfigError` or `NoDatabaseError`.
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
  const facts = made ? await keyFactsOf(database.reader) : neverUsed;
  // The key is checked before anything is written, so that another installation's database stays as it is.
  const keyring = keyringFor(config, facts, access);
  if (access === 'read') {
    if (pending.length > 0) throw new ConfigError(olderSchema(config, pending));
    return keyring;
  }
  for (const name of keyFileNames) {
    const file = join(config.dataDirectory, name);
    if (existsSync(file)) chmodSync(file, 0o600);
  }
  if (pending.length > 0) await migrate(database);
  if (facts.check === null) {
    if ((await rememberKey(database, keyring.present)) !== keyring.present.check)
      throw new ConfigError(otherKey(config));
  } else if (facts.replacing === null && config.secretKey === null && access === 'make') {
    // A rotation may have ended between its last write and this step.
    settleKeyFiles(config.dataDirectory, facts.check);
  }
  return keyring;
}

const olderSchema = (config: Config, pending: readonly string[]): string =>
  `${databaseInWords(config)} is older than this program (${pending.join(', ')} are still to come): loge migrate, or starting the server, brings it there`;

/** Throws `ConfigError` when the directory cannot be made or written. */
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
