import { Failure } from '../machines/failure.ts';
import { readConfigFile } from './config-file.ts';
import { type Asked, keyLine } from './key-line.ts';
import { lookUpKey } from './look-up-key.ts';

/**
 * sshd's `AuthorizedKeysCommand` (docs/rules.md#ssh-key-lookup). A program of its own, which imports nothing of the server:
 * sshd starts it, with an empty environment, for each key that somebody offers. It prints one line or nothing; whatever
 * goes wrong, it prints nothing, says why on standard error and exits with 1. A key that opens nothing is no failure: it
 * prints nothing and exits with 0, since anybody can offer any key, and sshd logs each failure.
 */
const usage = 'loge ssh-authorized-keys --config FILE %u %f [%t %k]';

interface Output {
  out(text: string): void;
  err(text: string): void;
}

export async function sshAuthorizedKeys(args: readonly string[], output: Output): Promise<number> {
  try {
    const { configFile, user, asked } = readArguments(args);
    const config = readConfigFile(configFile);
    // Nobody's key opens root's account because sshd asks us about every user's.
    if (!config.users.includes(user)) return 0;
    const found = await lookUpKey(config, asked.fingerprint);
    if (found) output.out(keyLine(found, asked, config));
    return 0;
  } catch (error) {
    const why =
      error instanceof Failure
        ? error.message
        : `unexpected ${error instanceof Error ? error.name : 'error'}`;
    output.err(`loge ssh-authorized-keys: ${why}\n`);
    return 1;
  }
}

function readArguments(args: readonly string[]): { configFile: string; user: string; asked: Asked } {
  const words = args[0] === '--config' ? args.slice(1) : args;
  const [configFile = '', user = '', fingerprint = '', type, key, ...more] = words;
  const complete = words.length === 3 || words.length === 5;
  if (!complete || more.length > 0 || configFile === '' || user === '') throw new Failure(`usage: ${usage}`);
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint))
    throw new Failure(`%f must be a SHA-256 fingerprint (FingerprintHash sha256)\nusage: ${usage}`);
  return { configFile, user, asked: { fingerprint, key: type === undefined ? null : `${type} ${key}` } };
}
