import { Failure } from '../machines/failure.ts';
import { readPrivate } from '../machines/private-file.ts';
import { checkedCredential, checkedUrl, readSettings } from '../machines/settings-file.ts';
import { checkTemplate } from './key-line.ts';

/** What `loge ssh-authorized-keys` reads from its file, since sshd gives it no environment. */
export interface KeyCommandConfig {
  readonly url: URL;
  /** Secret of a service credential with `ssh:lookup`. */
  readonly credential: string;
  /** Login names of the machine that members' keys open; for any other, nothing is asked. */
  readonly users: readonly string[];
  /** The forced command, with `{account_id}`, `{username}` and `{key_id}`. */
  readonly command: string;
  /**
   * Whether `environment=` options are printed too (docs/rules.md#ssh-key-lookup: sshd ignores them unless it is told
   * otherwise).
   */
  readonly environment: boolean;
}

/**
 * Reads the file, which must be readable by this user alone: whoever reads it can ask whose key is which. Throws
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
