import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Database, databaseKind } from '../../db/open.ts';
import { restoreDatabase } from '../../db/restore.ts';
import { type Clock, instantOf } from '../../kernel/clock.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { locationOf } from './location.ts';

/** What a backup folder says of itself. */
interface Manifest {
  readonly made_at: string;
  readonly kind: string;
  readonly sha256: string;
}

const databaseFile = (folder: string): string => join(folder, 'database');
const manifestFile = (folder: string): string => join(folder, 'manifest.json');
const keyFile = (folder: string): string => join(folder, 'secret.key');

/**
 * Copies a consistent state of the database, with the secret key where Loge keeps it itself, into a new
 * folder; others may go on writing. Says whether the key is in it. Throws `ConfigError`.
 */
export async function backUp(
  config: Config,
  database: Database,
  clock: Clock,
  to: string,
): Promise<{ readonly withKey: boolean }> {
  if (existsSync(to)) throw new ConfigError(`${to} exists: choose a new folder`);
  await mkdir(to, { recursive: true, mode: 0o700 });
  await database.backupTo(databaseFile(to));
  await chmod(databaseFile(to), 0o600);
  const withKey = existsSync(keyFile(config.dataDirectory));
  if (withKey) await copyFile(keyFile(config.dataDirectory), keyFile(to));
  const manifest: Manifest = {
    made_at: instantOf(clock.now()),
    kind: databaseKind(locationOf(config)),
    sha256: await sha256(databaseFile(to)),
  };
  // Last, so that a folder without it is recognised as unfinished.
  await writeFile(manifestFile(to), `${JSON.stringify(manifest, null, 2)}\n`);
  return { withKey };
}

export interface Restored {
  readonly madeAt: string;
  /** Where the old database is kept; null when there was none. */
  readonly aside: string | null;
}

/** Puts a backup in place; the server must be stopped. Throws `ConfigError` or `RestoreRefusedError`. */
export async function restore(
  config: Config,
  clock: Clock,
  from: string,
  replace: boolean,
): Promise<Restored> {
  const manifest = await readManifest(from);
  const kind = databaseKind(locationOf(config));
  if (manifest.kind !== kind)
    throw new ConfigError(`${from} is a backup of ${manifest.kind}, this is ${kind}`);
  if ((await sha256(databaseFile(from))) !== manifest.sha256) {
    throw new ConfigError(`${from} is damaged: its database does not match its manifest`);
  }
  const stamp = instantOf(clock.now()).replace(/[:.]/g, '-');
  const aside = await restoreDatabase(locationOf(config), databaseFile(from), { replace, stamp });
  if (existsSync(keyFile(from))) {
    await copyFile(keyFile(from), keyFile(config.dataDirectory));
    await chmod(keyFile(config.dataDirectory), 0o600);
  }
  return { madeAt: manifest.made_at, aside };
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(manifestFile(folder), 'utf8')) as Manifest;
  } catch {
    throw new ConfigError(`${folder} is not a finished backup: it has no readable manifest.json`);
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
