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

/** Where Loge keeps a secret key that it made itself. */
export const keyFileOf = (directory: string): string => join(directory, keyFileNames[0]);
const nextKeyFileOf = (directory: string): string => join(directory, keyFileNames[1]);

/** The one in use, and beside it, while one replaces the other, the next. Which is which the database says. */
export const keyFileNames = ['secret.key', 'secret.key.next'] as const;

/** A key and the file that it is kept in. */
export interface KeptKey {
  readonly name: (typeof keyFileNames)[number];
  readonly key: SecretKey;
}

/** The keys that are kept in the directory. Throws `ConfigError`. */
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

/** Makes a key, beside a database that was never used with another; readable by this user alone. */
export function makeKey(directory: string): SecretKey {
  const file = keyFileOf(directory);
  try {
    // Exclusive: of two first starts, one makes the key and the other reads it.
    writeFileSync(file, `${randomSecret(48)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!existsSync(file)) throw new ConfigError(`cannot write ${file}: ${String(error)}`);
  }
  chmodSync(file, 0o600);
  return readKey(file);
}

/** Makes the key that is to replace the one in use; one that is there already, of a rotation that was ended, is taken. */
export function makeNextKey(directory: string): SecretKey {
  const file = nextKeyFileOf(directory);
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, `${randomSecret(48)}\n`, { mode: 0o600, flush: true });
    // Whole or not at all, and of two rotations one makes it.
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
 * Where nothing needs the key before any more: the one in use takes its file, at once. A next one that is not in use stays, for a
 * rotation that begins just now may be about to use it.
 * @param check what the database remembers of its key.
 */
export function settleKeyFiles(directory: string, check: string): void {
  const next = keptKeys(directory).find(({ name }) => name === 'secret.key.next');
  if (next?.key.check !== check) return;
  // Two may come to it at a time.
  if (existsSync(nextKeyFileOf(directory))) renameSync(nextKeyFileOf(directory), keyFileOf(directory));
  keepNames(directory);
}

/** Has the names in a folder survive a loss of power. */
function keepNames(directory: string): void {
  const folder = openSync(directory, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
