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
import * as sinceWhen from './migrations/011-since-when.ts';
import * as longerCodes from './migrations/012-longer-codes.ts';
import type { Database } from './open.ts';

/** All migrations of both databases, in order. Migrations are only ever added. */
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
  '011-since-when': sinceWhen,
  '012-longer-codes': longerCodes,
};

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
    .withTables<{ kysely_migration: { name: string } }>()
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
