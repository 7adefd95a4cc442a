import { createHash } from 'node:crypto';
import { Failure } from '../machines/failure.ts';

/** What Loge answered about a key. All of it is checked. */
export interface FoundKey {
  readonly keyId: string;
  /** The key's type and its base64. */
  readonly key: string;
  readonly accountId: string;
  readonly username: string;
}

/** What sshd passes: `%f`, and also `%t` and `%k` where it is configured to. */
export interface Asked {
  readonly fingerprint: string;
  readonly key: string | null;
}

const variables: Record<string, (found: FoundKey) => string> = {
  account_id: ({ accountId }) => accountId,
  username: ({ username }) => username,
  key_id: ({ keyId }) => keyId,
};
const maxTemplate = 4096;

/** Checks that a forced command can be put in quotes in an authorized_keys line. Throws `Failure`. */
export function checkTemplate(text: string): string {
  const unknown = [...text.matchAll(/\{(\w*)\}/g)].find(([, name = '']) => !Object.hasOwn(variables, name));
  if (unknown) throw new Failure(`command names no such thing as ${unknown[0].slice(0, 40)}`);
  if (/\p{C}/u.test(text)) throw new Failure('command holds control characters');
  // A trailing backslash would escape the closing quote.
  if (text.endsWith('\\')) throw new Failure('command ends in a backslash');
  if (text.length > maxTemplate) throw new Failure('command is too long');
  return text;
}

/**
 * The one line for sshd: `restrict`, the forced command, and the key. Loge must have answered with the same key that was
 * asked about, and with names that mean nothing special to a shell or to sshd. Throws `Failure`.
 */
export function keyLine(
  found: FoundKey,
  asked: Asked,
  { command, environment }: { readonly command: string; readonly environment: boolean },
): string {
  checkKey(found.key, asked);
  checkName('account', /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, found.accountId);
  checkName('key id', /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, found.keyId);
  checkName('username', /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]{0,126}[\p{L}\p{M}\p{N}])?$/u, found.username);
  const forced = command.replace(/\{(\w+)\}/g, (_, name: string) => variables[name]?.(found) ?? '');
  const options = ['restrict', `command="${forced.replaceAll('"', '\\"')}"`];
  if (environment) {
    for (const [name, value] of Object.entries(variables))
      options.push(`environment="LOGE_${name.toUpperCase()}=${value(found)}"`);
  }
  return `${options.join(',')} ${found.key}\n`;
}

function checkName(what: string, pattern: RegExp, value: string): void {
  if (!pattern.test(value)) throw new Failure(`Loge answered with an unusable ${what}`);
}

function checkKey(key: string, asked: Asked): void {
  const [type = '', base64 = '', ...more] = key.split(' ');
  const blob = Buffer.from(base64, 'base64');
  // The blob must begin with the length of the type, and the type.
  const names = Buffer.concat([Buffer.from([0, 0, 0, type.length]), Buffer.from(type)]);
  const wellFormed =
    more.length === 0 &&
    /^[a-z0-9][a-z0-9@.-]{0,63}$/.test(type) &&
    blob.toString('base64') === base64 &&
    blob.subarray(0, names.length).equals(names);
  if (!wellFormed) throw new Failure('Loge answered with something that is no key');
  if (fingerprintOf(blob) !== asked.fingerprint || (asked.key !== null && asked.key !== key))
    throw new Failure('Loge answered with another key than was asked about');
}

const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replaceAll('=', '')}`;
