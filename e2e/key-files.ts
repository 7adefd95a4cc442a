import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** SSH keys as they lie in somebody's home folder, made by the real `ssh-keygen`. */
interface KeyFiles extends Disposable {
  /** The home folder itself; keys are in its `.ssh`. */
  readonly home: string;
  /** Makes a key pair. Returns the path of its public half. */
  make(name: string, comment: string, ...options: readonly string[]): string;
  /** The public half as it stands in the file. */
  publicKey(name: string): string;
  privateKey(name: string): string;
  /** The public half in another form: `RFC4716`, `PKCS8`. */
  converted(name: string, form: string): string;
  /** As `ssh-keygen -l` prints it, without `MD5:`. */
  fingerprint(name: string, hash?: 'sha256' | 'md5'): string;
  /** Runs a command as a shell of that home would. */
  shell(command: string): string;
}

const run = (...options: string[]): string =>
  execFileSync('ssh-keygen', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

export function keyFiles(): KeyFiles {
  const home = mkdtempSync(join(tmpdir(), 'loge-home-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  const path = (name: string) => join(home, '.ssh', name);
  return {
    home,
    make(name, comment, ...options) {
      run('-q', '-N', '', '-C', comment, '-f', path(name), ...options);
      return `${path(name)}.pub`;
    },
    publicKey: (name) => readFileSync(`${path(name)}.pub`, 'utf8'),
    privateKey: (name) => readFileSync(path(name), 'utf8'),
    converted: (name, form) => run('-e', '-m', form, '-f', `${path(name)}.pub`),
    fingerprint: (name, hash = 'sha256') =>
      run('-l', '-E', hash, '-f', `${path(name)}.pub`)
        .split(' ')[1]
        ?.replace('MD5:', '') ?? '',
    shell: (command) =>
      execFileSync('sh', ['-c', command], {
        encoding: 'utf8',
        env: { ...process.env, HOME: home },
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}
