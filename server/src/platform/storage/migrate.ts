import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import { locationOf } from './location.ts';
import { makeDataDirectory } from './open.ts';

/** Brings the configured database to this program's schema. Returns the migrations that ran. Needs no key and makes none. */
export async function migrateStorage(config: Config): Promise<string[]> {
  makeDataDirectory(config);
  const database = openDatabase(locationOf(config), 'make');
  try {
    return await migrate(database);
  } finally {
    await database.close();
  }
}
