import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomSecret } from '../../kernel/ids.ts';
import { checkedSecret } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';

/** Where Loge keeps a secret key that it made itself. */
export const keyFileOf = (directory: string): string => join(directory, 'secret.key');

/** The key that is kept in the directory; null when none is. Throws `ConfigError`. */
export function keptKey(directory: string): string | null {
  const file = keyFileOf(directory);
  if (!existsSync(file)) return null;
  try {
    return checkedSecret(readFileSync(file, 'utf8').trim(), file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file} cannot be read: the key of this database is in it`);
  }
}

/** Makes a key, beside a database that was never used with another; readable by this user alone. */
export function makeKey(directory: string): string {
  const file = keyFileOf(directory);
  try {
    // Exclusive: of two first starts, one makes the key and the other reads it.
    writeFileSync(file, `${randomSecret(48)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!existsSync(file)) throw new ConfigError(`cannot write ${file}: ${String(error)}`);
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}
