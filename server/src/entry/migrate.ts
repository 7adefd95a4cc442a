import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Config } from '../platform/config/config.ts';
import { withProgress } from './progress.ts';

export async function migrateCommand(config: Config): Promise<number> {
  const database = openDatabase({ databaseUrl: config.DATABASE_URL, dataDirectory: config.dataDirectory });
  try {
    const ran = await withProgress('migrating', migrate(database));
    process.stdout.write(
      ran.length === 0 ? 'The database is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
}
