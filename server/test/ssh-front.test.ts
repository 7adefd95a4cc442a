import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogger } from '../src/platform/log/logger.ts';
import { startFront } from '../src/ssh/front/front.ts';
import { parseFrontConfig } from '../src/ssh/front/front-config.ts';
import { hostKeyIn, newHostKey } from '../src/ssh/front/host-key.ts';
import { type Limits, usualLimits } from '../src/ssh/front/limits.ts';
import { CommandLineSsh } from './command-line-ssh.ts';
import { asService } from './example.ts';
import { onEachDatabase, type Person } from './harness.ts';
import { SshKeygen } from './ssh-keygen.ts';

const folder = mkdtempSync(join(tmpdir(), 'loge-front-'));
const keygen = new SshKeygen();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  keygen.remove();
});
let files = 0;
const login = 'auth.v2@scalingo.com';
const credential = `loge-svc-${'A'.repeat(48)}`;

const front = async (
  logePort: number,
  secret: string,
  limits: Partial<Limits> = {},
  more: readonly string[] = [],
) => {
  const said: string[] = [];
  const config = parseFrontConfig(
    [
      `url = http://127.0.0.1:${logePort}`,
      `credential = ${secret}`,
      'listen = 127.0.0.1:0',
      `host_key = ${join(folder, `host-key${files++}`)}`,
      ...more,
    ].join('\n'),
  );
  const log = makeLogger('debug', { write: (line) => void said.push(line) });
  const started = await startFront(config, log, { ...usualLimits, stopMs: 0, ...limits });
  return { ...started, said: () => said.join('') };
};

const privateKey = (path: string) => readFileSync(path, 'utf8');

/** Logs in as a command line does; null when the front refused it. */
async function logIn(port: number, key: string, username?: string) {
  const ssh = new CommandLineSsh();
  if (!(await ssh.connect(port, privateKey(key), username))) return null;
  expect(await ssh.openChannel()).toBe(true);
  const answer = await ssh.request(login);
  await ssh.end();
  return answer;
}

onEachDatabase('loge ssh-front', (test) => {
  let logePort: number;
  let secret: string;
  let ours: Awaited<ReturnType<typeof front>>;
  let who: Person;
  let key: string;

  const addKey = async (person: Person, path: string) => {
    const session = await test().signIn(person);
    const body = { key: { name: 'laptop', content: keygen.publicLine(path) } };
    const added = await test().call('POST', '/v1/keys', { session, body });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return { session, id: added.body.key.id as string };
  };

  beforeAll(async () => {
    await test().http.listen({ host: '127.0.0.1', port: 0 });
    logePort = (test().http.server.address() as AddressInfo).port;
    secret = String((await asService(test(), 'ssh:login')).bearer);
    ours = await front(logePort, secret);
    who = await test().person();
    key = keygen.make('ed25519');
    await addKey(who, key);
  });
  afterAll(() => ours?.stop());

  it.each([
    ['ed25519', undefined],
    ['ecdsa', 256],
    ['ecdsa', 521],
    ['rsa', 2048],
  ] as const)(
    'logs a command line in by its key (%s %s), and the JWT makes its token',
    async (type, bits) => {
      const person = await test().person();
      const own = keygen.make(type, bits);
      await addKey(person, own);
      const answer = await logIn(ours.port, own);
      expect(answer).toMatchObject({ type: login, wantReply: false });
      const bearer = answer?.payload ?? '';
      const made = await test().call('POST', '/v1/tokens', {
        bearer,
        body: { token: { name: 'Scalingo CLI - laptop' } },
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const exchanged = await test().call('POST', '/v1/tokens/exchange', {
        basic: `:${made.body.token.token}`,
      });
      const self = await test().call('GET', '/v1/users/self', { bearer: exchanged.body.token });
      expect(self.body.user.id).toBe(person.id);
      // Five minutes (docs/rules.md#ssh-login).
      const { exp, iat } = JSON.parse(Buffer.from(String(bearer.split('.')[1]), 'base64url').toString());
      expect(exp - iat).toBe(300);
      expect(ours.said()).toContain(`"account":"${person.id}"`);
      expect(ours.said()).not.toContain(bearer.slice(-40));
      expect(ours.said()).not.toContain(secret);
    },
  );

  it('refuses a key that nobody has, a removed one, and another user’s name', async () => {
    expect(await logIn(ours.port, keygen.make('ed25519'))).toBeNull();
    expect(await logIn(ours.port, key, 'root')).toBeNull();
    const gone = keygen.make('ed25519');
    const { session, id } = await addKey(await test().person(), gone);
    expect(await logIn(ours.port, gone)).not.toBeNull();
    await test().call('DELETE', `/v1/keys/${id}`, { session });
    expect(await logIn(ours.port, gone)).toBeNull();
  });

  it('refuses the public half alone: a signature by another key opens nothing', async () => {
    const theirs = ssh2.utils.parseKey(keygen.publicLine(key));
    const mine = ssh2.utils.parseKey(privateKey(keygen.make('ed25519')));
    if (theirs instanceof Error || mine instanceof Error) throw new Error('unreadable');
    // Offers the member's key, and signs with another.
    const forged = Object.assign(Object.create(mine), { getPublicSSH: () => theirs.getPublicSSH() });
    expect(await new CommandLineSsh().connect(ours.port, forged)).toBe(false);
    expect(ours.said()).toContain('no signature');
  });

  it.each(['shell', 'exec', 'subsystem', 'auth.v1@scalingo.com'])(
    'answers no %s, and hangs up',
    async (type) => {
      const ssh = new CommandLineSsh();
      await ssh.connect(ours.port, privateKey(key));
      await ssh.openChannel();
      const payload = type === 'shell' ? '' : '\u0000\u0000\u0000\u0002id';
      expect(await ssh.request(type, { payload })).toBeNull();
      await ssh.closed();
    },
  );

  it('opens one channel, forwards nothing, and gives its JWT once', async () => {
    const ssh = new CommandLineSsh();
    await ssh.connect(ours.port, privateKey(key));
    const forwarded = new Promise((resolve) => {
      ssh.client.forwardOut('127.0.0.1', 1, '127.0.0.1', logePort, (error) => resolve(error?.message));
    });
    expect(await forwarded).toMatch(/Channel open failure/);
    const listened = new Promise((resolve) => {
      ssh.client.forwardIn('127.0.0.1', 0, (error) => resolve(error?.message));
    });
    expect(await listened).toMatch(/Unable to bind/);
    expect(await ssh.openChannel()).toBe(true);
    expect((await ssh.request(login, { wantReply: true }))?.payload).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await ssh.openChannel(1)).toBe(false);
    expect(await ssh.request(login)).toBeNull();
    await ssh.closed();
  });

  it('lets nobody in while Loge cannot be asked', async () => {
    for (const limits of [{ questions: 0 }, { answerMs: 0 }]) {
      const own = await front(logePort, secret, limits);
      expect(await logIn(own.port, key)).toBeNull();
      await own.stop();
    }
    const wrong = await front(logePort, credential);
    expect(await logIn(wrong.port, key)).toBeNull();
    expect(wrong.said()).toContain('Loge answered 401 not_authenticated');
    await wrong.stop();
  });

  it('ends a connection that stays, says too much, or tries too often', async () => {
    const short = await front(logePort, secret, { connectionMs: 1 });
    const silent = connect(short.port, '127.0.0.1');
    silent.resume();
    await once(silent, 'close');
    await short.stop();
    const narrow = await front(logePort, secret, { bytes: 100 });
    const talker = connect(narrow.port, '127.0.0.1').on('error', () => {});
    talker.resume().write(`SSH-2.0-${'x'.repeat(150)}\r\n`);
    await once(talker, 'close');
    await narrow.stop();
    const strict = await front(logePort, secret, { tries: 1 });
    expect(await logIn(strict.port, key)).toBeNull();
    await strict.stop();
  });

  it('takes so many connections at a time, and so many of one address', async () => {
    for (const more of ['connections = 1', 'connections_per_address = 1']) {
      const small = await front(logePort, secret, {}, [more]);
      const first = new CommandLineSsh();
      await first.connect(small.port, privateKey(key));
      expect(await logIn(small.port, key)).toBeNull();
      await first.end();
      await expect.poll(() => logIn(small.port, key), { timeout: 30_000 }).not.toBeNull();
      await small.stop();
    }
  });

  it('survives whatever is said to it', async () => {
    const rubbish = [
      '\n',
      'GET / HTTP/1.1\r\n\r\n',
      'SSH-2.0-x\r\n',
      `SSH-2.0-x\r\n${'\u0000'.repeat(64)}`,
      `SSH-2.0-x\r\n${'\u00ff'.repeat(4000)}`,
      'SSH-1.5-x\r\n',
      'x'.repeat(20_000),
    ];
    for (const text of rubbish) {
      const socket = connect(ours.port, '127.0.0.1').on('error', () => {});
      socket.resume().end(Buffer.from(text, 'latin1'));
      await once(socket, 'close');
    }
    expect(await logIn(ours.port, key)).not.toBeNull();
  });

  it('stops when it is told to, whoever still holds on', async () => {
    const own = await front(logePort, secret);
    const ssh = new CommandLineSsh();
    await ssh.connect(own.port, privateKey(key));
    await own.stop();
    await ssh.closed();
    expect(await logIn(own.port, key)).toBeNull();
  });
});

describe('what Loge answers', () => {
  it.each([
    ['no JWT', { token: 'x', account: { id: 'us-1' } }],
    ['no account', { token: 'a.b.c', account: {} }],
    ['an account with a line in it', { token: 'a.b.c', account: { id: 'us-1\n' } }],
    ['nothing', {}],
  ])('is not handed on when it is %s', async (_, body) => {
    const loge = createServer((request, response) => {
      request.resume();
      response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(loge, 'listening');
    const own = await front((loge.address() as AddressInfo).port, credential);
    expect(await logIn(own.port, keygen.make('ed25519'))).toBeNull();
    expect(own.said()).toContain('something that is no JWT');
    await own.stop();
    loge.close();
  });
});

describe('its host key', () => {
  it('is made once, for this user alone, and is OpenSSH’s', () => {
    const path = join(folder, 'made');
    const { fingerprint } = hostKeyIn(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(hostKeyIn(path).fingerprint).toBe(fingerprint);
    expect(keygen.run(['-l', '-f', path])).toContain(fingerprint);
  });

  it('is one that can be read, each of two thousand times', () => {
    const unread = Array.from({ length: 2000 }, newHostKey).filter(
      (text) => ssh2.utils.parseKey(text) instanceof Error,
    );
    expect(unread).toEqual([]);
  });

  it('is refused when others can read it, when it is none, or would be written through a link', () => {
    const open = join(folder, 'open');
    writeFileSync(open, 'x', { mode: 0o644 });
    expect(() => hostKeyIn(open)).toThrow('the host key is open to others');
    const none = join(folder, 'none');
    writeFileSync(none, 'x', { mode: 0o600 });
    expect(() => hostKeyIn(none)).toThrow('not a private SSH key');
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'elsewhere'), link);
    expect(() => hostKeyIn(link)).toThrow('symbolic link');
    expect(() => hostKeyIn(join(folder, 'no', 'such', 'folder'))).toThrow('cannot be written: ENOENT');
  });
});

describe('its file', () => {
  const good = { url: 'https://a.example', credential, listen: '[::]:2222', host_key: '/etc/loge/key' };
  const text = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n');

  it('is read', () => {
    expect(parseFrontConfig(text(good))).toEqual({
      loge: { url: new URL('https://a.example'), credential },
      listen: { host: '::', port: 2222 },
      hostKey: '/etc/loge/key',
      connections: 200,
      connectionsPerAddress: 20,
    });
    expect(parseFrontConfig(text({ ...good, listen: '127.0.0.1:22' })).listen.host).toBe('127.0.0.1');
  });

  it.each([
    [{ listen: '2222' }, 'listen must be like'],
    [{ listen: 'host:99999' }, 'listen must be like'],
    [{ connections: '0' }, 'connections must be a number'],
    [{ connections_per_address: '-1' }, 'connections_per_address must be a number'],
    [{ host_key: '' }, 'host_key is missing'],
    [{ url: 'http://account.example.com' }, 'url must begin with https://'],
    [{ users: 'git' }, 'line 5 of the configuration is none of'],
  ])('is refused with %j', (change, message) => {
    expect(() => parseFrontConfig(text({ ...good, ...change }))).toThrow(message);
  });
});
