import type { Config } from '../platform/config/config.ts';
import { migrateStorage } from '../platform/storage/migrate.ts';
import { withProgress } from './progress.ts';

export async function migrate(config: Config): Promise<number> {
  const ran = await withProgress('migrating', migrateStorage(config));
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`);
  return 0;
}
