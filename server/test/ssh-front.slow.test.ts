import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLineSsh } from './command-line-ssh.ts';
import { asService } from './example.ts';
import { freePort } from './free-port.ts';
import { openTestApp, type TestApp } from './harness.ts';
import { SshKeygen } from './ssh-keygen.ts';

/** As it was built, where the whole suite runs; else the sources as they are. */
const entry =
  process.env.LOGE_TEST_PROGRAM ?? fileURLToPath(new URL('../src/entry/loge.ts', import.meta.url));

/** The command in a process of its own, and OpenSSH's `ssh` in place of a command line. */
describe('the command loge ssh-front', () => {
  const keygen = new SshKeygen();
  const folder = mkdtempSync(join(tmpdir(), 'loge-front-'));
  let test: TestApp;
  let key: string;
  let port: number;
  let front: ReturnType<typeof spawn>;
  let said = '';

  beforeAll(async () => {
    test = await openTestApp();
    await test.http.listen({ host: '127.0.0.1', port: 0 });
    const { bearer } = await asService(test, 'ssh:login');
    const who = await test.person();
    key = keygen.make('ed25519');
    const body = { key: { name: 'laptop', content: keygen.publicLine(key) } };
    await test.call('POST', '/v1/keys', { session: await test.signIn(who), body });
    port = await freePort();
    const config = join(folder, 'front.conf');
    const lines = [
      `url = http://127.0.0.1:${(test.http.server.address() as AddressInfo).port}`,
      `credential = ${bearer}`,
      `listen = 127.0.0.1:${port}`,
      `host_key = ${join(folder, 'host-key')}`,
    ];
    writeFileSync(config, lines.join('\n'), { mode: 0o600 });
    front = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', entry, 'ssh-front', '--config', config],
      { env: {}, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    front.stderr?.on('data', (text) => {
      said += text;
    });
    await new Promise<void>((resolve, reject) => {
      front.stdout?.on('data', (text) => {
        said += text;
        if (said.includes('Host key SHA256:')) resolve();
      });
      front.on('close', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
  });
  afterAll(async () => {
    front?.kill('SIGKILL');
    await test?.close();
    keygen.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const ssh = (args: readonly string[]) => {
    const known = join(folder, 'known_hosts');
    const [type, blob] = keygen.run(['-y', '-f', join(folder, 'host-key')]).split(' ');
    writeFileSync(known, `[127.0.0.1]:${port} ${type} ${blob}\n`);
    const options = [
      'BatchMode=yes',
      'IdentitiesOnly=yes',
      'IdentityAgent=none',
      `UserKnownHostsFile=${known}`,
      'StrictHostKeyChecking=yes',
    ].flatMap((option) => ['-o', option]);
    const all = ['-F', 'none', ...options, '-i', key, '-p', String(port), ...args];
    const child = spawn('ssh', all, { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.stderr.on('data', (part) => {
      text += part;
    });
    return once(child, 'close').then(([code]) => ({ code: code as number, text }));
  };

  it.skipIf(spawnSync('ssh', ['-V']).error)('gives OpenSSH’s ssh nothing, whatever it asks', async () => {
    for (const asked of [
      ['git@127.0.0.1', 'id'],
      ['-tt', 'git@127.0.0.1'],
      ['-s', 'git@127.0.0.1', 'sftp'],
      ['-o', 'ExitOnForwardFailure=yes', '-N', '-R', '0:127.0.0.1:1', 'git@127.0.0.1'],
      ['-W', `127.0.0.1:${port}`, 'git@127.0.0.1'],
    ]) {
      const { code, text } = await ssh(asked);
      expect(code, text).toBe(255);
      expect(text).not.toMatch(/uid=|Permission denied|Host key verification/);
    }
    expect(await ssh(['root@127.0.0.1', 'id'])).toMatchObject({
      code: 255,
      text: expect.stringContaining('Permission denied (publickey)'),
    });
  });

  it('logs a command line in, and ends when it is told to', async () => {
    const line = new CommandLineSsh();
    expect(await line.connect(port, readFileSync(key, 'utf8'))).toBe(true);
    await line.openChannel();
    expect((await line.request('auth.v2@scalingo.com'))?.payload).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    await line.end();
    front.removeAllListeners('close');
    front.kill('SIGTERM');
    expect(await once(front, 'close')).toEqual([0, null]);
    expect(said).toContain('command line logged in by ssh');
  });
});
