import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isLoopbackHost } from '../../platform/config/loopback.ts';
import { Failure } from './failure.ts';
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
  /** Whether `environment=` options are printed too (settled 27: sshd ignores them unless it is told otherwise). */
  readonly environment: boolean;
}

const maxBytes = 64 * 1024;
const names = ['url', 'credential', 'users', 'command', 'environment'];

/**
 * Reads the file, which must be readable by this user alone: whoever reads it can ask whose key is which. Throws
 * `Failure`.
 */
export function readConfigFile(path: string): KeyCommandConfig {
  return parseConfig(readPrivate(path));
}

function readPrivate(path: string): string {
  let file: number;
  try {
    // Not through a link, which somebody else could have pointed here.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new Failure(
      code === 'ELOOP' ? 'the configuration is a symbolic link' : `the configuration cannot be read: ${code}`,
    );
  }
  try {
    const { mode, uid, size, ...stats } = fstatSync(file);
    const own = process.geteuid?.() ?? -1;
    if (!isRegular(mode)) throw new Failure('the configuration is not a file');
    if (uid !== own)
      throw new Failure(`the configuration belongs to user ${uid}, not to ${own}, which this runs as`);
    if (mode & 0o077) throw new Failure('the configuration is open to others: chmod 0400');
    if (stats.nlink > 1) throw new Failure('the configuration has another name (hard link)');
    if (size > maxBytes) throw new Failure('the configuration is too large');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

const isRegular = (mode: number): boolean => (mode & constants.S_IFMT) === constants.S_IFREG;

/** Lines of `name = value`; `#` begins a comment line. Throws `Failure`. */
export function parseConfig(text: string): KeyCommandConfig {
  const values = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name = '', value = ''] = /^(\w+)\s*=(.*)$/.exec(line.trim()) ?? [];
    if (name === '' && /^(#.*)?$/.test(line.trim())) continue;
    // The line itself may hold the secret.
    if (!names.includes(name))
      throw new Failure(`line ${index + 1} of the configuration is none of ${names.join(', ')}`);
    if (values.has(name)) throw new Failure(`${name} stands twice in the configuration`);
    values.set(name, value.trim());
  }
  const given = (name: string): string => {
    const value = values.get(name);
    if (!value) throw new Failure(`${name} is missing in the configuration`);
    return value;
  };
  const environment = values.get('environment') ?? 'no';
  if (environment !== 'yes' && environment !== 'no') throw new Failure('environment must be yes or no');
  return {
    url: checkedUrl(given('url')),
    credential: checkedCredential(given('credential')),
    users: given('users').split(/[\s,]+/),
    command: checkTemplate(given('command')),
    environment: environment === 'yes',
  };
}

function checkedUrl(text: string): URL {
  const url = URL.parse(text);
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  )
    throw new Failure('url must be like https://account.example.com, without a path');
  // The credential goes along with every question.
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new Failure('url must begin with https:// (http:// only on this very machine)');
  return url;
}

function checkedCredential(text: string): string {
  if (!/^loge-svc-[\w-]{48}$/.test(text)) throw new Failure('credential is not the secret of a Loge service');
  return text;
}
