import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openPostgres } from './postgres/open.ts';
import { describePostgres } from './postgres/url.ts';
import { openSqlite } from './sqlite/open.ts';
import { readSqlite } from './sqlite/open-for-reading.ts';

export type { Database, Reader, Writer } from './database.ts';

export interface DatabaseLocation {
  /** PostgreSQL, when given. */
  readonly databaseUrl?: string | undefined;
  /** Connections to it at most. */
  readonly connections?: number | undefined;
  /** Folder that holds `loge.db` otherwise. */
  readonly dataDirectory: string;
}

export const sqliteFile = (dataDirectory: string): string => join(dataDirectory, 'loge.db');

export const holdsDatabase = (dataDirectory: string): boolean => existsSync(sqliteFile(dataDirectory));

/** What kind of database, by one word that backups are marked with. */
export const databaseKind = (location: DatabaseLocation): 'sqlite' | 'postgresql' =>
  location.databaseUrl ? 'postgresql' : 'sqlite';

/** Where the data is, for people; never with a password. */
export function describeDatabase(location: DatabaseLocation): string {
  if (!location.databaseUrl) return sqliteFile(location.dataDirectory);
  return describePostgres(location.databaseUrl);
}

/**
 * What somebody means to do with a database: `read` it and leave everything as it is, `change` what is there, or `make`
 * one where there is none.
 */
export type Access = 'read' | 'change' | 'make';

/** Throws `NoDatabaseError` where there is no file; that a database is empty only a look at it tells (`schemaOf`). */
export function openDatabase(location: DatabaseLocation, access: Access = 'make'): Database {
  if (location.databaseUrl) return openPostgres(location.databaseUrl, location.connections);
  const path = sqliteFile(location.dataDirectory);
  if (access !== 'make' && !existsSync(path)) throw new NoDatabaseError(location);
  return access === 'read' ? readSqlite(path) : openSqlite(path);
}

/** There is nothing where somebody looked for a database. */
export class NoDatabaseError extends Error {
  override name = 'NoDatabaseError';
  constructor(location: DatabaseLocation) {
    super(
      location.databaseUrl
        ? `${describeDatabase(location)} is empty: is DATABASE_URL right? loge serve and loge migrate make what belongs there`
        : `there is no database in ${location.dataDirectory}: is --data (or LOGE_DATA) right? loge serve and loge migrate make one`,
    );
  }
}
