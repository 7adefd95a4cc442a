import { type Migration, Migrator } from 'kysely/migration';
import * as collected from './migrations.ts';
import type { Database } from './open.ts';

/** All migrations of both databases, in order. Migrations are only ever added. */
const migrations: Record<string, Migration> = collected;

/** A newer program than this one wrote the database. Nothing was changed. */
export class DatabaseTooNewError extends Error {
  override name = 'DatabaseTooNewError';
}

/** Names of this program's migrations, in order. */
export const knownMigrations: readonly string[] = Object.keys(migrations);

interface Schema {
  /** Whether Loge ever made its tables there. */
  readonly made: boolean;
  /** Names of the migrations that are still to run. */
  readonly pending: readonly string[];
}

/** Reads the state of the schema and changes nothing. Throws `DatabaseTooNewError`. */
export async function schemaOf(database: Database): Promise<Schema> {
  const done = await appliedMigrations(database);
  if (done === null) return { made: false, pending: knownMigrations };
  const unknown = unknownMigrations(done);
  if (unknown.length > 0) {
    throw new DatabaseTooNewError(
      `the database is newer than this program (it has ${unknown.join(', ')}): start a newer Loge, or restore a backup`,
    );
  }
  return { made: true, pending: knownMigrations.filter((name) => !done.includes(name)) };
}

/** Names of the migrations that ran, those of a newer program included; null where Loge never made its tables. */
export async function appliedMigrations(database: Database): Promise<string[] | null> {
  const tables = await database.migrations.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return null;
  const rows = await database.migrations
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}

/** The names that only a newer program knows. */
export const unknownMigrations = (names: readonly string[]): string[] =>
  names.filter((name) => !Object.hasOwn(migrations, name));

/** Brings the database to this program's schema, all or nothing. Returns the names of the migrations that ran. */
export async function migrate(database: Database): Promise<string[]> {
  const { pending } = await schemaOf(database);
  if (pending.length === 0) return [];
  const migrator = new Migrator({
    db: database.migrations,
    provider: { getMigrations: async () => migrations },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
