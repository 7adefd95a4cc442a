import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../src/db/open.ts';
import { freePort } from './free-port.ts';
import { isTo, type Loose, linkToken, testPassword } from './harness.ts';
import { runLoge, type ServerProcess, startLoge } from './loge-process.ts';
import { startSmtp, type TestSmtp } from './smtp.ts';
import { SshKeygen } from './ssh-keygen.ts';
import { type Connection, sshdObstacle, startSshd, type TestSshd } from './sshd.ts';

const obstacle = sshdObstacle();

/** A server of its own, an sshd that asks it, and people with their ssh. */
describe.skipIf(obstacle)(`a real sshd${obstacle ? ` (skipped: ${obstacle})` : ''}`, () => {
  const keygen = new SshKeygen();
  const data = mkdtempSync(join(tmpdir(), 'loge-sshd-'));
  let smtp: TestSmtp;
  let settings: Record<string, string>;
  let port: number;
  let server: ServerProcess;
  let database: Database;
  let sshd: TestSshd;

  beforeAll(async () => {
    smtp = await startSmtp();
    port = await freePort();
    settings = { LOGE_SMTP_URL: smtp.url };
    server = await startLoge(['--data', data], port, settings);
    database = openDatabase({ databaseUrl: '', dataDirectory: data });
    const created = await runLoge(
      ['service', 'create', 'sshd', '--scopes', 'ssh:lookup', '--data', data],
      settings,
    );
    const credential = created.out.trim().split('\n').at(-1);
    sshd = await startSshd([
      `url = http://127.0.0.1:${port}`,
      `credential = ${credential}`,
      'users = root',
      'command = echo "account {account_id}, user {username}, key {key_id}, asked $SSH_ORIGINAL_COMMAND"',
    ]);
  }, 120_000);
  afterAll(async () => {
    await sshd?.stop();
    await database?.close();
    await server?.kill('SIGTERM');
    await smtp?.stop();
    keygen.remove();
    rmSync(data, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, authorization: string, body?: unknown) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : '') as Loose };
  };
  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  let count = 0;
  const member = async () => {
    const username = `ssh${count++}`;
    const email = `${username}@example.test`;
    const made = await call('POST', '/v1/users', '', { user: { email, username, password: testPassword } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const mail = await vi.waitFor(
      () => {
        const found = smtp.mails.find((one) => isTo(one, email) && /^Confirm/.test(one.subject));
        if (!found) throw new Error(`no mail to ${email}`);
        return found;
      },
      { timeout: 30_000, interval: 50 },
    );
    const password = basic(username, testPassword);
    const confirmed = await call('POST', '/v1/users/confirmation', password, { token: linkToken(mail) });
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
    const token = await call('POST', '/v1/tokens', password, { token: { name: 'test' } });
    const exchanged = await call('POST', '/v1/tokens/exchange', basic('', token.body.token.token));
    return { id: made.body.user.id as string, username, auth: `Bearer ${exchanged.body.token}` };
  };
  type Member = Awaited<ReturnType<typeof member>>;
  const addKey = async (who: Member, type: string, bits?: number, expires_at?: string) => {
    const file = keygen.make(type, bits, `${who.username}@box`);
    const key = { name: 'laptop', content: keygen.publicLine(file), expires_at };
    const added = await call('POST', '/v1/keys', who.auth, { key });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return { file, id: added.body.key.id as string };
  };
  const expectIn = (connection: Connection, who: Member, key: { id: string }, asked: string) =>
    expect(connection, sshd.said().slice(-2000)).toMatchObject({
      code: 0,
      out: `account ${who.id}, user ${who.username}, key ${key.id}, asked ${asked}\n`,
    });
  const expectRefused = ({ code, out, err }: Connection) => {
    expect([code, out]).toEqual([255, '']);
    expect(err).toContain('Permission denied');
  };

  it.each([
    ['ed25519', undefined],
    ['ecdsa', 521],
    ['rsa', 2048],
  ] as const)('lets a key in (%s %s), to the forced command with its owner', async (type, bits) => {
    const who = await member();
    const other = await member();
    const [own, theirs] = [await addKey(who, type, bits), await addKey(other, type, bits)];
    expectIn(await sshd.ssh(own.file, 'sh -c "echo free"'), who, own, 'sh -c "echo free"');
    expectIn(await sshd.ssh(theirs.file, 'git-upload-pack x'), other, theirs, 'git-upload-pack x');
    expectRefused(await sshd.ssh(keygen.make(type, bits), 'x'));
    await vi.waitFor(async () => {
      const { body } = await call('GET', `/v1/keys/${own.id}`, who.auth);
      expect(body.key.last_used_at).not.toBeNull();
    }, 30_000);
  });

  it('refuses a removed key at the next connection', async () => {
    const who = await member();
    const delays: number[] = [];
    for (let round = 0; round < 5; round++) {
      const key = await addKey(who, 'ed25519');
      expectIn(await sshd.ssh(key.file, 'x'), who, key, 'x');
      const removed = await call('DELETE', `/v1/keys/${key.id}`, who.auth);
      const at = performance.now();
      expect(removed.status).toBe(204);
      expectRefused(await sshd.ssh(key.file, 'x'));
      delays.push(performance.now() - at);
    }
    const longest = Math.round(Math.max(...delays));
    process.stdout.write(
      `sshd: removed keys were refused at the very next connection, ${longest} ms after the 204 at the longest, connecting included\n`,
    );
  });

  it('refuses a key that expired, and those of a suspended, unconfirmed or deleted account', async () => {
    const who = await member();
    const soon = new Date(Date.now() + 15_000).toISOString();
    const [lasting, expiring] = [await addKey(who, 'ed25519'), await addKey(who, 'ed25519', undefined, soon)];
    expectIn(await sshd.ssh(expiring.file, 'x'), who, expiring, 'x');
    const set = (values: {
      suspended_at?: string | null;
      deleting_since?: string | null;
      email_confirmed_at?: string | null;
    }) =>
      database.transaction(async (writer) => {
        await writer.updateTable('accounts').set(values).where('id', '=', who.id).execute();
      });
    const now = new Date().toISOString();
    for (const [off, on] of [
      [{ suspended_at: now }, { suspended_at: null }],
      [{ deleting_since: now }, { deleting_since: null }],
      [{ email_confirmed_at: null }, { email_confirmed_at: now }],
    ] as const) {
      await set(off);
      expectRefused(await sshd.ssh(lasting.file, 'x'));
      await set(on);
      expectIn(await sshd.ssh(lasting.file, 'x'), who, lasting, 'x');
    }
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(soon)), {
      timeout: 20_000,
      interval: 100,
    });
    expectRefused(await sshd.ssh(expiring.file, 'x'));
    expectIn(await sshd.ssh(lasting.file, 'x'), who, lasting, 'x');
  });

  it('refuses everybody while Loge is down, and lets them in again afterwards', async () => {
    const who = await member();
    const key = await addKey(who, 'ed25519');
    expectIn(await sshd.ssh(key.file, 'x'), who, key, 'x');
    await server.kill('SIGKILL');
    expectRefused(await sshd.ssh(key.file, 'x'));
    server = await startLoge(['--data', data], port, settings);
    expectIn(await sshd.ssh(key.file, 'x'), who, key, 'x');
    await runLoge(['service', 'revoke', 'sshd', '--data', data], settings);
    expectRefused(await sshd.ssh(key.file, 'x'));
  });
});
