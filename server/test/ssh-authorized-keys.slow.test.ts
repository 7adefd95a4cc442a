import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService } from './example.ts';
import { freePort } from './free-port.ts';
import { onEachDatabase } from './harness.ts';
import { runLoge } from './loge-process.ts';
import { newSshKey, type OwnKey } from './ssh-key-maker.ts';

const entry = fileURLToPath(new URL('../src/entry/ssh-authorized-keys.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loge-authorized-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A module that has a program name each file that it loads, on its standard error. */
const sayWhatIsLoaded = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  registerHooks({ load(url, context, next) { writeSync(2, 'loaded ' + url + '\\n'); return next(url, context); } });
`)}`;

const configFile = (port: number, credential: string, more = ''): string => {
  const path = join(folder, `config${files++}`);
  const lines = [
    `url = http://127.0.0.1:${port}`,
    `credential = ${credential}`,
    'users = git',
    'command = /bin/front --account {account_id} --user {username} --key {key_id}',
    more,
  ];
  writeFileSync(path, lines.join('\n'), { mode: 0o600 });
  return path;
};

/** As sshd starts it: with nothing in its environment. */
async function command(args: readonly string[], before: readonly string[] = []) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...before, entry, ...args],
    {
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err] = ['', ''].map((text, i) => {
    const said = { text };
    (i === 0 ? child.stdout : child.stderr).setEncoding('utf8').on('data', (part: string) => {
      said.text += part;
    });
    return said;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out?.text, err: err?.text, ms: performance.now() - started };
}

const asking = (config: string, own: OwnKey, user = 'git') => [
  '--config',
  config,
  user,
  own.fingerprint,
  ...own.line.split(' ').slice(0, 2),
];

onEachDatabase('loge ssh-authorized-keys', (test) => {
  let port: number;
  let secret: string;
  beforeAll(async () => {
    await test().http.listen({ host: '127.0.0.1', port: 0 });
    port = (test().http.server.address() as AddressInfo).port;
    secret = String((await asService(test(), 'ssh:lookup')).bearer);
  });
  const withKey = async () => {
    const who = await test().person({ username: `léa.${files++}` });
    const session = await test().signIn(who);
    const own = newSshKey();
    const body = { name: 'laptop', content: own.line };
    const { key } = (await test().call('POST', '/v1/keys', { session, body })).body;
    return { who, session, own, id: key.id as string };
  };

  it('prints one line for a key that opens something, and nothing for any other', async () => {
    const { who, session, own, id } = await withKey();
    const config = configFile(port, secret);
    const line = `restrict,command="/bin/front --account ${who.id} --user ${who.username} --key ${id}" ${own.line.split(' ').slice(0, 2).join(' ')}\n`;
    expect(await command(asking(config, own))).toMatchObject({ code: 0, out: line, err: '' });
    // The file's name first, without `--config`; without %t and %k; and as one of `loge`'s commands.
    expect(await command([config, 'git', own.fingerprint])).toMatchObject({ code: 0, out: line });
    expect(await runLoge(['ssh-authorized-keys', ...asking(config, own)])).toMatchObject({
      code: 0,
      out: line,
    });
    const environment = await command(asking(configFile(port, secret, 'environment = yes'), own));
    expect(environment.out).toContain(`,environment="LOGE_ACCOUNT_ID=${who.id}",`);

    // Another of the machine's users, root among them, is nobody's to open; a key nobody has opens nothing.
    for (const args of [asking(config, own, 'root'), asking(config, newSshKey())])
      expect(await command(args)).toMatchObject({ code: 0, out: '', err: '' });
    await test().call('DELETE', `/v1/keys/${id}`, { session });
    expect(await command(asking(config, own))).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('prints nothing, says why, and fails for anything else', async () => {
    const { own } = await withKey();
    const config = configFile(port, secret);
    const refused = async (args: readonly string[], why: string) => {
      const { code, out, err } = await command(args);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(why);
      expect(err).not.toContain(secret);
    };
    const other = String((await asService(test(), 'ssh:login')).bearer);
    await refused(asking(configFile(port, other), own), 'Loge answered 403 scope_missing');
    const invented = `${secret.slice(0, -7)}${secret.at(-7) === 'A' ? 'B' : 'A'}${secret.slice(-6)}`;
    await refused(asking(configFile(port, invented), own), 'Loge answered 401 not_authenticated');
    await refused(asking(configFile(await freePort(), secret), own), 'Loge cannot be reached: ECONNREFUSED');
    chmodSync(config, 0o644);
    await refused(asking(config, own), 'open to others');
    chmodSync(config, 0o600);
    await refused([], 'usage:');
    await refused(['--config', config, 'git'], 'usage:');
    await refused(['--config', config, 'git', own.fingerprint, 'ssh-ed25519'], 'usage:');
    await refused([...asking(config, own), 'more'], 'usage:');
    await refused(['--config', config, 'git', 'MD5:00:11'], 'must be a SHA-256 fingerprint');
    // Asked about one key, with another in hand.
    const mixed = ['--config', config, 'git', own.fingerprint, ...newSshKey('').line.split(' ')];
    await refused(mixed, 'another key than was asked about');
  });

  it('starts fast: it loads a few small files of ours, and no package', async () => {
    const { own } = await withKey();
    const { code, err } = await command(asking(configFile(port, secret), own), ['--import', sayWhatIsLoaded]);
    expect(code).toBe(0);
    const loaded = [...(err ?? '').matchAll(/^loaded (file:.*)$/gm)].map(([, url = '']) => url);
    expect(loaded.filter((url) => url.includes('/node_modules/'))).toEqual([]);
    const bytes = loaded.map((url) => statSync(new URL(url)).size).reduce((sum, size) => sum + size, 0);
    expect([loaded.length > 0, bytes < 32 * 1024], loaded.join('\n')).toEqual([true, true]);
  });
});

describe('loge ssh-authorized-keys and something that is not Loge', () => {
  let port: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: { headers: IncomingMessage['headers']; url: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ headers: request.headers, url: request.url });
    answer(request, response);
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const secret = `loge-svc-${'A'.repeat(48)}`;
  const own = newSshKey('');
  const found = (ssh: Record<string, unknown> = {}) => ({
    ssh: { key_id: 'k', key: own.line, account: { id: 'us-1', username: 'lea' }, expires_at: null, ...ssh },
  });
  const json = (status: number, body: unknown) => (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  // ASVS 14.2.1, 15.3.2
  it('is asked with the credential in a header, and never redirected', async () => {
    answer = json(200, found());
    expect((await command(asking(configFile(port, secret), own))).out).toContain(own.line);
    expect(asked.at(-1)).toMatchObject({
      url: '/v1/ssh/lookup',
      headers: { authorization: `Bearer ${secret}` },
    });
    const before = asked.length;
    answer = (_, response) =>
      void response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    expect(await command(asking(configFile(port, secret), own))).toMatchObject({ code: 1, out: '' });
    expect(asked.length).toBe(before + 1);
  });

  it.each([
    ['another key', json(200, found({ key: newSshKey('').line }))],
    ['a line end', json(200, found({ key: `${own.line}\n${newSshKey('').line}` }))],
    ['options', json(200, found({ key: `no-pty ${own.line}` }))],
    ['a hostile name', json(200, found({ account: { id: 'us-1', username: 'x"; rm -rf /; "' } }))],
    ['a hostile id', json(200, found({ key_id: 'k" command="sh' }))],
    ['missing fields', json(200, { ssh: { key: own.line } })],
    ['numbers', json(200, found({ key_id: 5 }))],
    ['nothing', json(200, null)],
    ['a list', json(200, [found()])],
    ['another status', json(201, found())],
    ['an error', json(500, { code: 'internal' })],
    ['a 404 of some other program', json(404, { error: 'no such page' })],
    ['a 404 about something else', json(404, { code: 'not_found', resource: 'page' })],
    ['HTML', (_: IncomingMessage, response: ServerResponse) => void response.end('<h1>hello</h1>')],
    [
      'half an answer',
      (_: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"ssh":');
        setTimeout(() => response.destroy(), 50);
      },
    ],
    ['too much', (_: IncomingMessage, response: ServerResponse) => void response.end('x'.repeat(100_000))],
    ['no HTTP at all', (request: IncomingMessage) => void request.socket.end('hello\r\n\r\n')],
  ])('%s is no key', async (_, how) => {
    answer = how;
    const { code, out, err } = await command(asking(configFile(port, secret), own));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^loge ssh-authorized-keys: (Loge|the answer) .{5,80}\n$/);
    expect(err).not.toContain(secret);
  });

  it('silence ends after three seconds', async () => {
    for (const how of [
      () => {},
      (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('{'),
    ]) {
      answer = how;
      const { code, out, err, ms } = await command(asking(configFile(port, secret), own));
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('did not answer within 3 seconds');
      expect(ms).toBeGreaterThan(2900);
    }
  });
});
