import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { looksPrivate } from './looks-private.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loge-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A new pair as `ssh-keygen` writes it. */
function pair(...options: string[]): { secret: string; open: string; file: string } {
  const file = join(folder, `key-${count++}`);
  execFileSync('ssh-keygen', ['-q', '-N', '', '-C', 'lea@box', '-f', file, ...options]);
  return { secret: readFileSync(file, 'utf8'), open: readFileSync(`${file}.pub`, 'utf8'), file };
}
const body = (pem: string): string => pem.trim().split('\n').slice(1, -1).join('\n');

describe('keys of ssh-keygen, by type and form', () => {
  const types = [
    ['-t', 'ed25519'],
    ['-t', 'ecdsa', '-b', '256'],
    ['-t', 'ecdsa', '-b', '521'],
    ['-t', 'rsa', '-b', '2048'],
    ['-t', 'rsa', '-b', '2048', '-m', 'PEM'],
    ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8'],
    ['-t', 'ecdsa', '-m', 'PEM'],
    ['-t', 'ecdsa', '-m', 'PKCS8'],
  ];
  test.each(types.map((type) => [type.join(' '), type] as const))('%s', (_, type) => {
    const { secret, open, file } = pair(...type);
    expect(looksPrivate(secret)).toBe(true);
    // Cut at either end, wrapped anew, with the wrong line ends, as UTF-16 read letter by letter.
    expect(looksPrivate(body(secret))).toBe(true);
    expect(looksPrivate(secret.slice(40))).toBe(true);
    expect(looksPrivate(secret.slice(0, -40))).toBe(true);
    expect(looksPrivate(secret.replaceAll('\n', '\r\n  '))).toBe(true);
    expect(looksPrivate([...secret].join('\0'))).toBe(true);
    expect(looksPrivate(`${open}\n${secret}`)).toBe(true);
    expect(looksPrivate(open)).toBe(false);
    for (const form of ['RFC4716', 'PKCS8', 'PEM']) {
      let converted: string;
      try {
        converted = execFileSync('ssh-keygen', ['-e', '-m', form, '-f', `${file}.pub`], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      } catch {
        // Not every type has every form.
        continue;
      }
      expect(looksPrivate(converted), form).toBe(false);
      expect(looksPrivate(body(converted)), form).toBe(false);
    }
  });
});

test.each([
  ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAA'],
  ['PuTTY-User-Key-File-3: ssh-ed25519\nComment: x\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\nBBBB'],
  ['Private-MAC: 0a1b'],
])('%s', (text) => expect(looksPrivate(text)).toBe(true));

test.each([
  ['', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample private key of lea'],
  ['', 'my private key'],
  ['', 'MIIB'],
  ['', ''],
])('%s“%s” is not one', (_, text) => expect(looksPrivate(text)).toBe(false));
