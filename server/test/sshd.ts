import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from './free-port.ts';

const entry = fileURLToPath(new URL('../src/entry/ssh-authorized-keys.ts', import.meta.url));
const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => existsSync(path));
/**
 * sshd runs its key command only from a folder that root owns, whose parents root owns too, and that nobody else can write to.
 */
const parent = '/usr/local/lib';

/** Why a real sshd cannot run here; null when it can. */
export function sshdObstacle(): string | null {
  if (process.getuid?.() !== 0) return 'sshd needs root';
  if (!sshd) return 'openssh-server is not installed';
  const locked = /^root:!/m.test(readFileSync('/etc/shadow', 'utf8'));
  if (locked) return 'the account of root, which the test logs in to, is locked';
  const asNobody = ['--reuid=nobody', '--regid=nogroup', '--clear-groups'];
  const readable = [process.execPath, entry].every(
    (path) => spawnSync('setpriv', [...asNobody, 'test', '-r', path]).status === 0,
  );
  return readable ? null : 'the user nobody cannot read this checkout, and sshd runs the command as nobody';
}

export interface Connection {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A real sshd on a loopback port that asks a Loge for its keys. */
export interface TestSshd {
  /** Runs a command over a new connection, with one key. */
  ssh(privateKey: string, command: string): Promise<Connection>;
  /** What sshd has logged. */
  said(): string;
  stop(): Promise<void>;
}

/** @param configuration lines of the key command's file. */
export async function startSshd(configuration: readonly string[]): Promise<TestSshd> {
  const folder = join(parent, `loge-sshd-test-${process.pid}`);
  mkdirSync(folder, { mode: 0o755 });
  const file = (name: string, text: string, mode: number) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  const settings = file('ssh.conf', configuration.join('\n'), 0o400);
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])));
  chownSync(settings, uid ?? -1, gid ?? -1);
  const command = file(
    'authorized-keys',
    `#!/bin/sh\nexec ${process.execPath} --disable-warning=ExperimentalWarning ${entry} --config ${settings} "$@"\n`,
    0o755,
  );
  const hostKey = join(folder, 'host-key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey]);
  const port = await freePort();
  const config = file(
    'sshd_config',
    [
      'ListenAddress 127.0.0.1',
      `Port ${port}`,
      `HostKey ${hostKey}`,
      'PidFile none',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin forced-commands-only',
      'AuthorizedKeysFile none',
      `AuthorizedKeysCommand ${command} %u %f %t %k`,
      'AuthorizedKeysCommandUser nobody',
      // Allows many connections in a row, some of them refused.
      'MaxStartups 100',
      'LogLevel VERBOSE',
    ].join('\n'),
    0o644,
  );
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const daemon = spawn(sshd ?? '', ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  daemon.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const closed = once(daemon, 'close');
  await vi
    .waitFor(() => answers(port), { timeout: 20_000, interval: 50 })
    .catch(() => {
      throw new Error(`sshd does not answer: ${said}`);
    });
  const known = file('known_hosts', `[127.0.0.1]:${port} ${readFileSync(`${hostKey}.pub`, 'utf8')}`, 0o644);
  const options = [
    ['BatchMode', 'yes'],
    ['IdentitiesOnly', 'yes'],
    ['IdentityAgent', 'none'],
    ['UserKnownHostsFile', known],
    ['StrictHostKeyChecking', 'yes'],
    ['LogLevel', 'ERROR'],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return {
    async ssh(privateKey, words) {
      const args = ['-F', 'none', ...options, '-i', privateKey, '-p', String(port), 'root@127.0.0.1', words];
      const child = spawn('ssh', args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH },
      });
      return finished(child);
    },
    said: () => said,
    async stop() {
      daemon.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data');
  } finally {
    socket.destroy();
  }
}

async function finished(child: ChildProcess): Promise<Connection> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
