import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openApp } from '../app.ts';
import { UsageError } from '../cli/command.ts';
import { restoreDatabase } from '../db/restore.ts';
import { instantOf, systemClock } from '../kernel/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import { withProgress } from './progress.ts';

/** What a backup folder says of itself. */
interface Manifest {
  readonly made_at: string;
  readonly kind: string;
  readonly sha256: string;
}

const databaseFile = (folder: string): string => join(folder, 'database');
const manifestFile = (folder: string): string => join(folder, 'manifest.json');
const keyFile = (folder: string): string => join(folder, 'secret.key');
const kindOf = (config: Config): string => (config.DATABASE_URL ? 'postgresql' : 'sqlite');

/** Copies a consistent state of the database, with the secret key where Loge keeps it, into a new folder. */
export async function backup(config: Config, to: string | undefined): Promise<number> {
  if (!to) throw new UsageError('backup --to FOLDER');
  if (existsSync(to)) throw new ConfigError(`${to} exists: choose a new folder`);
  const app = await openApp(config);
  try {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await withProgress('copying', app.database.backupTo(databaseFile(to)));
    await chmod(databaseFile(to), 0o600);
    const withKey = existsSync(keyFile(config.dataDirectory));
    if (withKey) await copyFile(keyFile(config.dataDirectory), keyFile(to));
    const manifest: Manifest = {
      made_at: instantOf(systemClock.now()),
      kind: kindOf(config),
      sha256: await withProgress('checking', sha256(databaseFile(to))),
    };
    // Last, so that a folder without it is recognised as unfinished.
    await writeFile(manifestFile(to), `${JSON.stringify(manifest, null, 2)}\n`);
    process.stdout.write(
      `Backed up to ${to}.${withKey ? '' : ' The secret key is not in it: keep LOGE_SECRET_KEY too.'}\n`,
    );
    return 0;
  } finally {
    await app.close();
  }
}

/** Puts a backup in place; the server must be stopped. */
export async function restore(config: Config, from: string | undefined, replace: boolean): Promise<number> {
  if (!from) throw new UsageError('restore --from FOLDER [--replace]');
  const manifest = await readManifest(from);
  if (manifest.kind !== kindOf(config)) {
    throw new ConfigError(`${from} is a backup of ${manifest.kind}, this is ${kindOf(config)}`);
  }
  if ((await withProgress('checking', sha256(databaseFile(from)))) !== manifest.sha256) {
    throw new ConfigError(`${from} is damaged: its database does not match its manifest`);
  }
  const stamp = instantOf(systemClock.now()).replace(/[:.]/g, '-');
  const location = { databaseUrl: config.DATABASE_URL, dataDirectory: config.dataDirectory };
  const aside = await withProgress(
    'restoring',
    restoreDatabase(location, databaseFile(from), { replace, stamp }),
  );
  if (existsSync(keyFile(from))) {
    await copyFile(keyFile(from), keyFile(config.dataDirectory));
    await chmod(keyFile(config.dataDirectory), 0o600);
  }
  process.stdout.write(
    `Restored the backup of ${manifest.made_at}.${aside ? ` The old database is ${aside}.` : ''}\n`,
  );
  return 0;
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
