import { Failure } from '../machines/failure.ts';
import { readPrivate } from '../machines/private-file.ts';
import { checkedCredential, checkedUrl, readSettings } from '../machines/settings-file.ts';
import { checkTemplate } from './key-line.ts';

/** The settings that `loge ssh-authorized-keys` reads from its file, because sshd gives it no environment. */
interface KeyCommandConfig {
  readonly url: URL;
  /** The secret of a service credential with `ssh:lookup`. */
  readonly credential: string;
  /** Login names of the machine that members' keys open. For any other name, Loge is not asked. */
  readonly users: readonly string[];
  /** The forced command, with `{account_id}`, `{username}` and `{key_id}`. */
  readonly command: string;
  /**
   * Whether `environment=` options are printed too. sshd ignores them by default (docs/rules.md#ssh-key-lookup).
   */
  readonly environment: boolean;
}

/**
 * Reads the file. It must be readable by this user alone, because its secret lets anybody ask whose a key is. Throws
 * `Failure`.
 */
export function readConfigFile(path: string): KeyCommandConfig {
  return parseConfig(readPrivate(path, 'the configuration'));
}

/** Throws `Failure`. */
export function parseConfig(text: string): KeyCommandConfig {
  const { given, optional } = readSettings(text, ['url', 'credential', 'users', 'command', 'environment']);
  const environment = optional('environment') ?? 'no';
  if (environment !== 'yes' && environment !== 'no') throw new Failure('environment must be yes or no');
  return {
    url: checkedUrl(given('url')),
    credential: checkedCredential(given('credential')),
    users: given('users').split(/[\s,]+/),
    command: checkTemplate(given('command')),
    environment: environment === 'yes',
  };
}
