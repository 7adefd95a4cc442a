import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open.ts';
import type { PostgresServer } from './postgres.ts';

const name = 'loge_template';

/** Makes a database with all of Loge's tables, to be copied for tests; returns its name. */
export async function makeTemplate(server: PostgresServer): Promise<string> {
  const databaseUrl = await server.createDatabase(name);
  const database = openDatabase({ databaseUrl, dataDirectory: '' });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  return name;
}
