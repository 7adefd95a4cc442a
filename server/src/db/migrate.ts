import { type Migration, Migrator } from 'kysely/migration';
import * as firstLight from './migrations/001-first-light.ts';
import * as browsers from './migrations/002-browsers.ts';
import * as proofs from './migrations/003-proofs.ts';
import * as applications from './migrations/004-applications.ts';
import * as keysAndTokens from './migrations/005-keys-and-tokens.ts';
import * as addressesHeld from './migrations/006-addresses-held.ts';
import * as passwords from './migrations/007-passwords.ts';
import * as gatheredJobs from './migrations/008-gathered-jobs.ts';
import * as oneForm from './migrations/009-one-form.ts';
import * as journalCheckpoints from './migrations/010-journal-checkpoints.ts';
import type { Database } from './open.ts';

/** The one timeline for both databases; only ever added to. */
const migrations: Record<string, Migration> = {
  '001-first-light': firstLight,
  '002-browsers': browsers,
  '003-proofs': proofs,
  '004-applications': applications,
  '005-keys-and-tokens': keysAndTokens,
  '006-addresses-held': addressesHeld,
  '007-passwords': passwords,
  '008-gathered-jobs': gatheredJobs,
  '009-one-form': oneForm,
  '010-journal-checkpoints': journalCheckpoints,
};

/** The database was written by a newer program than this one; nothing was touched. */
export class DatabaseTooNewError extends Error {
  override name = 'DatabaseTooNewError';
}

/** Names of the migrations that are still to run; throws `DatabaseTooNewError`. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const tables = await database.migrations.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return Object.keys(migrations);
  const rows = await database.migrations
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const done = new Set(rows.map((row) => row.name));
  const unknown = [...done].filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new DatabaseTooNewError(
      `the database is newer than this program (it has ${unknown.join(', ')}): start a newer Loge, or restore a backup`,
    );
  }
  return Object.keys(migrations).filter((name) => !done.has(name));
}

/** Brings the database to this program's schema, all or nothing; returns the names that ran. */
export async function migrate(database: Database): Promise<string[]> {
  const pending = await pendingMigrations(database);
  if (pending.length === 0) return [];
  const migrator = new Migrator({
    db: database.migrations,
    provider: { getMigrations: async () => migrations },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
