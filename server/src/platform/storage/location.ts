import { type DatabaseLocation, describeDatabase, holdsDatabase } from '../../db/open.ts';
import type { Config } from '../config/config.ts';

export const locationOf = (config: Config): DatabaseLocation => ({
  databaseUrl: config.DATABASE_URL,
  connections: config.LOGE_DATABASE_CONNECTIONS,
  dataDirectory: config.dataDirectory,
});

/** Where the data is, for people to read; never with a password. */
export const databaseInWords = (config: Config): string => describeDatabase(locationOf(config));

/** Whether the data directory already has a database in it. */
export const hasDatabaseFile = (config: Config): boolean => holdsDatabase(config.dataDirectory);
