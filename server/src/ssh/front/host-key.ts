import { createHash } from 'node:crypto';
import { lstatSync, writeFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import { Failure } from '../machines/failure.ts';
import { readPrivate } from '../machines/private-file.ts';

/** The key by which clients recognise the front. */
export interface HostKey {
  readonly privateKey: string;
  /** The fingerprint as `ssh` shows it: `SHA256:…`. */
  readonly fingerprint: string;
}

/** Reads the host key from the file. Makes an Ed25519 key there when the file does not exist. Throws `Failure`. */
export function hostKeyIn(path: string): HostKey {
  if (!exists(path)) makeKey(path);
  const privateKey = readPrivate(path, 'the host key');
  const key = parse(privateKey);
  if (!key) throw new Failure('the host key is not a private SSH key without a passphrase');
  const digest = createHash('sha256').update(key.getPublicSSH()).digest('base64');
  return { privateKey, fingerprint: `SHA256:${digest.replaceAll('=', '')}` };
}

/** The private key that a text holds; null when it holds none that opens without a passphrase. */
function parse(text: string): ssh2.ParsedKey | null {
  const parsed = ssh2.utils.parseKey(text);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  return key && !(key instanceof Error) && key.isPrivateKey() ? key : null;
}

/**
 * A new Ed25519 key as OpenSSH writes it. The generator of ssh2 1.17 drops a leading zero byte, so one key in 256 is one that
 * nobody can read: another is made in its place.
 */
export function newHostKey(): string {
  for (;;) {
    const { private: text } = ssh2.utils.generateKeyPairSync('ed25519');
    if (parse(text)) return text;
  }
}

/** A link that leads nowhere counts as existing, so that no key is written through it. */
const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function makeKey(path: string): void {
  try {
    // This never overwrites a key that somebody put there meanwhile.
    writeFileSync(path, newHostKey(), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new Failure(`the host key cannot be written: ${code}`);
  }
}
