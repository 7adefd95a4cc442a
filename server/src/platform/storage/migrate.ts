import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import { locationOf } from './location.ts';

/** Brings the configured database to this program's schema; names of the migrations that ran. */
export async function migrateStorage(config: Config): Promise<string[]> {
  const database = openDatabase(locationOf(config));
  try {
    return await migrate(database);
  } finally {
    await database.close();
  }
}
