import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../config/config-error.ts';

/** The manifest of a backup folder. */
export interface Manifest {
  readonly made_at: string;
  readonly kind: string;
  readonly sha256: string;
  /** Names of the migrations that had run. Older backups do not have this field, and are older than this program. */
  readonly migrations?: readonly string[];
}

export const databaseFile = (folder: string): string => join(folder, 'database');
export const manifestFile = (folder: string): string => join(folder, 'manifest.json');

/** Reads the manifest of a backup and checks its database against it. Throws `ConfigError`. */
export async function readBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if ((await sha256(databaseFile(folder))) !== manifest.sha256)
    throw new ConfigError(`${folder} is damaged: its database does not match its manifest`);
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(manifestFile(folder), 'utf8')) as Manifest;
  } catch {
    throw new ConfigError(`${folder} is not a finished backup: it has no readable manifest.json`);
  }
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
