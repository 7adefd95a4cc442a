import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomSecret } from '../../kernel/ids.ts';
import { checkedSecret } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { SecretKey } from '../crypto/secret-key.ts';

/** The file where Loge keeps a secret key that it made itself. */
export const keyFileOf = (directory: string): string => join(directory, keyFileNames[0]);
const nextKeyFileOf = (directory: string): string => join(directory, keyFileNames[1]);

/** The key in use, and the next one during a rotation. The database knows which of the two is in use. */
export const keyFileNames = ['secret.key', 'secret.key.next'] as const;

/** A key and the name of its file. */
interface KeptKey {
  readonly name: (typeof keyFileNames)[number];
  readonly key: SecretKey;
}

/** Reads the keys in the directory. Throws `ConfigError`. */
export function keptKeys(
  directory: string,
  names: readonly (typeof keyFileNames)[number][] = keyFileNames,
): KeptKey[] {
  return names
    .filter((name) => existsSync(join(directory, name)))
    .map((name) => ({ name, key: readKey(join(directory, name)) }));
}

function readKey(file: string): SecretKey {
  try {
    return new SecretKey(checkedSecret(readFileSync(file, 'utf8').trim(), file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file} cannot be read: the key of this database is in it`);
  }
}

/** Makes a key for a database that was never used with one. Only this user can read its file. */
export function makeKey(directory: string): SecretKey {
  const file = keyFileOf(directory);
  try {
    // The flag `x` is exclusive: of two concurrent first starts, one makes the key and the other reads it.
    writeFileSync(file, `${randomSecret(48)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!existsSync(file)) throw new ConfigError(`cannot write ${file}: ${String(error)}`);
  }
  chmodSync(file, 0o600);
  return readKey(file);
}

/** Makes the key that will replace the one in use. If a rotation that was ended has left one, that one is used. */
export function makeNextKey(directory: string): SecretKey {
  const file = nextKeyFileOf(directory);
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, `${randomSecret(48)}\n`, { mode: 0o600, flush: true });
    // The link makes the file complete or not at all. Of two concurrent rotations, one makes it.
    if (!existsSync(file)) linkSync(part, file);
    keepNames(directory);
  } catch (error) {
    if (!existsSync(file)) throw new ConfigError(`cannot write ${file}: ${String(error)}`);
  } finally {
    rmSync(part, { force: true });
  }
  return readKey(file);
}

/**
 * Replaces the previous key's file by that of the key in use, atomically. Called when nothing needs the previous key any
 * more. A next key that is not in use stays, because a rotation that has just begun may be about to use it.
 * @param check the check of the key in use, from the database.
 */
export function settleKeyFiles(directory: string, check: string): void {
  const next = keptKeys(directory).find(({ name }) => name === 'secret.key.next');
  if (next?.key.check !== check) return;
  // Two processes may get here at the same time.
  if (existsSync(nextKeyFileOf(directory))) renameSync(nextKeyFileOf(directory), keyFileOf(directory));
  keepNames(directory);
}

/** Makes the file names in a folder survive a loss of power. */
function keepNames(directory: string): void {
  const folder = openSync(directory, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
