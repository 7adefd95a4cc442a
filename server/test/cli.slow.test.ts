import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { openDatabase } from '../src/db/open.ts';
import { freePort } from './free-port.ts';
import { databaseKinds, linkToken, testPassword } from './harness.ts';
import { type Finished, runLoge, type ServerProcess, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { send } from './send.ts';
import { startSmtp } from './smtp.ts';
import { totpAt } from './totp-app.ts';

let folder: string;
let data: string;
const servers: ServerProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loge-cli-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = async (args: readonly string[] = [], settings: Record<string, string> = {}) => {
  const server = await startLoge(['--data', data, ...args], await freePort(), settings);
  servers.push(server);
  return server;
};
const signUp = (server: ServerProcess, name: string) =>
  send(server, 'POST', '/v1/users', {
    user: { email: `${name}@example.test`, username: name, password: testPassword },
  });
const modeOf = (path: string) => statSync(path).mode & 0o777;

/** An operator can read it: no stack, and as many lines as there is to say. */
function expectComplaint({ code, out, err }: Finished, words: RegExp, lines = 1): void {
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(words);
  expect(err.trimEnd().split('\n')).toHaveLength(lines);
  for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^loge: /);
  expect(err).not.toMatch(/ at .*\.ts:\d+/);
}

describe('serve says in one line why it does not start:', () => {
  const serve = (settings: Record<string, string> = {}, ...args: string[]) =>
    runLoge(['serve', '--data', data, ...args], settings);

  it('the data directory cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const below = join(folder, 'file', 'below');
    expectComplaint(await serve({}, '--data', below), /the data directory .* cannot be written/);
  });

  it('the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    expectComplaint(await serve({}, '--port', port), new RegExp(`port ${port} is taken`));
    taken.close();
  });

  it('the host is none of this machine', async () => {
    expectComplaint(
      await serve({ LOGE_HOST: '192.0.2.1' }, '--port', String(await freePort())),
      /no address of this machine/,
    );
  });

  it('the database is newer than the program', async () => {
    expect((await runLoge(['migrate', '--data', data])).code).toBe(0);
    const database = openDatabase({ dataDirectory: data });
    await sql`insert into kysely_migration (name, timestamp) values ('999-tomorrow', '2030')`.execute(
      database.migrations,
    );
    await database.close();
    for (const command of ['serve', 'migrate', 'worker'])
      expectComplaint(
        await runLoge([command, '--data', data]),
        /newer than this program \(it has 999-tomorrow\)/,
      );
  });

  it('the file is no database, or damaged', async () => {
    mkdirSync(data);
    writeFileSync(join(data, 'loge.db'), 'this is not a database, whatever its name says'.repeat(100));
    expectComplaint(await serve(), /the database cannot be used: file is not a database/);
  });

  it('the secret key is another one', async () => {
    expect((await runLoge(['operator', 'create', 'ines@example.test', '--data', data])).code).toBe(0);
    expectComplaint(await serve({ LOGE_SECRET_KEY: 'x'.repeat(40) }), /the secret key is not the one/);
  });

  // ASVS 12.2.1, 13.2.3
  it('what protects people is missing on a public URL: one line each', async () => {
    expectComplaint(await serve({ LOGE_PUBLIC_URL: 'http://account.example.com' }), /https:\/\//, 5);
  });

  it('the demo would use a directory that it did not make', async () => {
    expect((await runLoge(['migrate', '--data', data])).code).toBe(0);
    expectComplaint(await serve({}, '--demo'), /holds data that the demo did not make/);
  });

  it.runIf(databaseKinds.includes('postgres'))('there is no such database', async () => {
    const url = new URL(inject('postgresAdminUrl'));
    url.pathname = '/nowhere';
    expectComplaint(await serve({ DATABASE_URL: url.href }), /the database cannot be used: .*nowhere/);
  });

  it('PostgreSQL does not answer', async () => {
    const port = await freePort();
    expectComplaint(
      await serve({ DATABASE_URL: `postgres://nobody:hunter2secret@127.0.0.1:${port}/x` }),
      /^(?!.*hunter2secret).*does not answer/,
    );
  });

  it('the option or command does not exist', async () => {
    const unknown = await serve({}, '--prot', '1');
    expect([unknown.code, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toMatch(/^loge: serve has no option --prot; it has --demo, .*--port/);
    const command = await runLoge(['sreve']);
    expect(command.code).toBe(2);
    expect(command.err).toMatch(/^loge: there is no command "sreve"/);
  });

  it('a command is given more words, or fewer, than it knows: nothing is done', async () => {
    const service = (...args: string[]) => runLoge(['service', ...args, '--data', data]);
    expect((await runLoge(['operator', 'create', 'ines@example.test', '--data', data])).code).toBe(0);
    expect((await service('create', 'front', '--scopes', 'ssh:lookup')).code).toBe(0);
    for (const [args, words] of [
      [['revoke', 'front', 'y', 'z'], /^loge: service revoke takes <name or id>, and not "y z": [^\n]+\n$/],
      [
        ['revoke', 'front', '--owner', 'lea'],
        /^loge: service revoke has no option --owner; it has --data, [^\n]+\n$/,
      ],
      [['revoke'], /^loge: service revoke needs <name or id>: [^\n]+\n$/],
    ] as const) {
      const { code, out, err } = await service(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(words);
    }
    expect((await service('list')).out).toMatch(/^front /);
  });
});

describe('a server of one’s own', () => {
  // ASVS 13.3.2
  it('keeps what it makes readable by its user alone, mails as files too', async () => {
    const server = await start();
    expect((await signUp(server, 'lea')).status).toBe(201);
    const outbox = join(data, 'outbox');
    await vi.waitFor(
      () => expect(readdirSync(outbox).filter((name) => name.endsWith('.eml'))).toHaveLength(1),
      {
        timeout: 5000,
        interval: 20,
      },
    );
    const [mail = ''] = readdirSync(outbox);
    for (const file of ['secret.key', 'loge.db', 'loge.db-wal', join('outbox', mail)])
      expect([file, modeOf(join(data, file)).toString(8)]).toEqual([file, '600']);
    for (const directory of [data, outbox]) expect(modeOf(directory).toString(8)).toBe('700');
  });

  // ASVS 13.4.2, 15.2.3
  it('shows no outbox to anybody', async () => {
    const server = await start();
    for (const path of ['/outbox', '/v1/demo/outbox', '/v1/demo/outbox/x']) {
      expect((await send(server, 'GET', path, undefined, { accept: 'text/html' })).status).toBe(404);
      expect((await send(server, 'GET', path)).body.code).toBe('not_found');
    }
  });

  it('stops when told to, and has everything when it starts again', async () => {
    const server = await start();
    await signUp(server, 'lea');
    expect(await server.kill('SIGTERM')).toBe(0);
    const again = await start();
    const session = { login: 'lea', password: testPassword };
    expect((await send(again, 'POST', '/v1/sessions', { session })).status).toBe(201);
  });
});

describe('the demo', () => {
  it('shows its outbox on loopback names only, and is there again after a restart', async () => {
    for (let round = 0; round < 2; round++) {
      const server = await start(['--demo']);
      const mail = await vi.waitFor(
        async () => {
          const list = await send(server, 'GET', '/v1/demo/outbox');
          expect([list.status, list.body.mails.length > 0]).toEqual([200, true]);
          return list.body.mails[0];
        },
        { timeout: 5000, interval: 50 },
      );
      const shown = await send(server, 'GET', `/v1/demo/outbox/${mail.id}`);
      expect(shown.body.mail.text.length).toBeGreaterThan(20);
      for (const id of ['..%2f..%2fsecret.key', '..', '%00', 'x'.repeat(36)])
        expect((await send(server, 'GET', `/v1/demo/outbox/${id}`)).status).toBe(404);
      const { port } = new URL(server.url);
      const rebound = await raw(
        Number(port),
        'GET /v1/demo/outbox HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      );
      expect(rebound).toMatch(/^HTTP\/1.1 400 /);
      const passphrase = / zoe@atelier\.example +(.+)/.exec(server.said())?.[1] ?? '';
      const session = { login: 'zoe@atelier.example', password: passphrase };
      expect((await send(server, 'POST', '/v1/sessions', { session })).status).toBe(201);
      expect(await server.kill('SIGTERM')).toBe(0);
    }
  });
});

describe('operator commands', () => {
  it('operator create prints a link that works once', async () => {
    const made = await runLoge(['operator', 'create', 'ines@example.test', '--data', data]);
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toMatch(/^ines becomes an operator by this link/);
    const token = linkToken({ text: made.out, subject: '' } as Parameters<typeof linkToken>[0]);
    const server = await start();
    const begin = () => send(server, 'POST', '/v1/operators/enrolment/begin', { token });
    const key = new URL((await begin()).body.enrolment.uri).searchParams.get('secret') ?? '';
    const enrolment = { token, attempt: totpAt(key, Date.now()), password: testPassword };
    const enrolled = await send(server, 'POST', '/v1/operators/enrolment', { enrolment });
    expect(enrolled.status).toBe(200);
    expect((await begin()).body.details.token[0].code).toBe('used_link');
    const session = { login: 'ines', password: testPassword, otp: enrolled.body.enrolment.codes[0] };
    const signedIn = await send(server, 'POST', '/v1/sessions', { session });
    expect(signedIn.body.user).toMatchObject({ confirmed: true, flags: { operator: true } });
    const reset = await runLoge(['operator', 'reset', 'ines', '--data', data]);
    expect([reset.code, reset.out]).toEqual([0, expect.stringContaining('/users/operator?token=')]);
    expect((await send(server, 'POST', '/v1/sessions', { session })).status).toBe(401);
    for (const wrong of [
      ['operator', 'create'],
      ['operator', 'create', 'not an address'],
      ['operator', 'reset', 'nobody'],
    ]) {
      const { code, err } = await runLoge([...wrong, '--data', data]);
      expect(code).toBeGreaterThan(0);
      expect(err).toMatch(/^loge: /);
    }
  });

  it('keys rotate makes a key that signs, and keeps the old one published', async () => {
    const kidsOf = async (server: ServerProcess): Promise<string[]> =>
      (await send(server, 'GET', '/.well-known/jwks.json')).body.keys.map((key: { kid: string }) => key.kid);
    const server = await start();
    const [before] = await kidsOf(server);
    // While the server runs.
    const rotated = await runLoge(['keys', 'rotate', '--data', data]);
    expect(rotated.code).toBe(0);
    const kid = /New signing key ([0-9a-f-]{36})/.exec(rotated.out)?.[1];
    expect(await server.kill('SIGTERM')).toBe(0);
    const again = await start();
    expect((await kidsOf(again)).sort()).toEqual([before, kid].sort());
    expect((await runLoge(['journal', 'verify', '--data', data])).code).toBe(0);
  });

  it('migrate is done once', async () => {
    const first = await runLoge(['migrate', '--data', data]);
    expect([first.code, first.out]).toEqual([0, expect.stringMatching(/^Migrated: 001-/)]);
    const second = await runLoge(['migrate', '--data', data]);
    expect([second.code, second.out]).toEqual([0, 'The database is up to date.\n']);
  });

  it('doctor tells what is well from what is not', async () => {
    await (await start()).kill('SIGTERM');
    const well = await runLoge(['doctor', '--data', data]);
    expect([well.code, well.err]).toEqual([0, '']);
    expect(
      well.out
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('ok  ')),
    ).toBe(true);
    const port = await freePort();
    const ill = await runLoge(['doctor', '--data', data], {
      LOGE_SMTP_URL: `smtp://user:hunter2secret@127.0.0.1:${port}`,
    });
    expect(ill.code).toBe(1);
    expect(ill.out).toMatch(/^NOT .*mail server does not answer/m);
    expect(ill.out).not.toContain('hunter2secret');
  });
});

describe.each(databaseKinds)('backup and restore (%s)', (kind) => {
  it('copy a consistent state while the server writes, and put it in place', async () => {
    const names = ['from', 'to'].map((name) => `cli_${name}_${process.pid}_${Date.now()}`);
    const urls =
      kind === 'postgres'
        ? await Promise.all(names.map((name) => createDatabase(inject('postgresAdminUrl'), name)))
        : [];
    const [from, to] = [0, 1].map(
      (i): Record<string, string> => (kind === 'postgres' ? { DATABASE_URL: urls[i] ?? '' } : {}),
    );
    try {
      const server = await start([], { LOGE_THROTTLING: 'off', ...from });
      for (let i = 0; i < 5; i++) expect((await signUp(server, `before${i}`)).status).toBe(201);
      let writing = true;
      let after = 0;
      const writer = (async () => {
        while (writing) if ((await signUp(server, `during${after}`)).status === 201) after++;
      })();
      const copy = join(folder, 'copy');
      const backup = await runLoge(['backup', '--to', copy, '--data', data], from);
      expect([backup.code, backup.err]).toEqual([0, '']);
      writing = false;
      await writer;
      expect(after).toBeGreaterThan(0);
      expect(readdirSync(copy).sort()).toEqual(['database', 'manifest.json', 'secret.key']);
      for (const file of readdirSync(copy))
        expect([file, modeOf(join(copy, file)).toString(8)]).toEqual([file, '600']);
      expectComplaint(
        await runLoge(['backup', '--to', copy, '--data', data], from),
        /exists: choose a new folder/,
      );

      // In another place, with no server in the way.
      const elsewhere = join(folder, 'elsewhere');
      const restored = await runLoge(['restore', '--from', copy, '--data', elsewhere], to);
      expect([restored.code, restored.err]).toEqual([0, '']);
      expect((await runLoge(['journal', 'verify', '--data', elsewhere], to)).code).toBe(0);
      const database = openDatabase({ databaseUrl: to?.DATABASE_URL, dataDirectory: elsewhere });
      const found = (await database.reader.selectFrom('accounts').select('username').execute()).map(
        (row) => row.username,
      );
      await database.close();
      for (let i = 0; i < 5; i++) expect(found).toContain(`before${i}`);
      const restoredServer = await startLoge(['--data', elsewhere], await freePort(), to);
      servers.push(restoredServer);
      const session = { login: 'before3', password: testPassword };
      expect((await send(restoredServer, 'POST', '/v1/sessions', { session })).status).toBe(201);
      expect(await restoredServer.kill('SIGTERM')).toBe(0);

      // Over data that is there: only when told to, and never a damaged copy.
      expectComplaint(await runLoge(['restore', '--from', copy, '--data', elsewhere], to), /--replace/);
      expect((await runLoge(['restore', '--from', copy, '--replace', '--data', elsewhere], to)).code).toBe(0);
      expect((await runLoge(['journal', 'verify', '--data', elsewhere], to)).code).toBe(0);
      writeFileSync(join(copy, 'database'), 'x', { flag: 'a' });
      expectComplaint(
        await runLoge(['restore', '--from', copy, '--replace', '--data', elsewhere], to),
        /is damaged/,
      );
      rmSync(join(copy, 'manifest.json'));
      expectComplaint(
        await runLoge(['restore', '--from', copy, '--replace', '--data', elsewhere], to),
        /not a finished backup/,
      );
      expect((await runLoge(['doctor', '--data', elsewhere], to)).code).toBe(0);
    } finally {
      for (const server of servers.splice(0)) await server.kill('SIGKILL');
      for (const name of urls.length > 0 ? names : []) await dropDatabase(inject('postgresAdminUrl'), name);
    }
  });

  it.runIf(kind === 'sqlite')('are not done under a running server', async () => {
    const server = await start();
    await signUp(server, 'lea');
    const copy = join(folder, 'copy');
    expect((await runLoge(['backup', '--to', copy, '--data', data])).code).toBe(0);
    const refused = await runLoge(['restore', '--from', copy, '--replace', '--data', data]);
    expectComplaint(refused, /a server is still using this database/);
    expect((await signUp(server, 'after')).status).toBe(201);
  });
});

describe('the log', () => {
  it('at its most talkative holds no password, token, cookie, link or address', async () => {
    const smtp = await startSmtp();
    try {
      const server = await start([], { LOGE_LOG_LEVEL: 'debug', LOGE_SMTP_URL: smtp.url });
      const [first, second] = ['first secret of the member', 'second secret of the member'];
      const email = 'zoe.unal@example.test';
      const user = { email, username: 'zoe.unal', password: first, email_newsletter: true };
      expect((await send(server, 'POST', '/v1/users', { user })).status).toBe(201);
      const confirmation = linkToken(await smtp.waitFor((mail) => /Confirm/.test(mail.subject)));
      const basic = (login: string, password: string) => ({
        authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
      });
      await send(server, 'GET', `/users/confirmation?token=${confirmation}`, undefined, {
        accept: 'text/html',
      });
      const known = basic('zoe.unal', first);
      expect(
        (await send(server, 'POST', '/v1/users/confirmation', { token: confirmation }, known)).status,
      ).toBe(200);
      const signedIn = await send(server, 'POST', '/v1/sessions', {
        session: { login: email, password: first },
      });
      const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
      const browser = /loge_browser=([\w-]+)/.exec(String(signedIn.headers.get('set-cookie')))?.[1] ?? '';
      expect(browser).toHaveLength(43);
      // Without the cookie it is a new browser, which is mailed.
      await send(server, 'POST', '/v1/sessions', { session: { login: email, password: first } });
      await smtp.waitFor((mail) => /New sign-in/.test(mail.subject));
      expect(
        (await send(server, 'POST', '/v1/sessions', { session: { login: email, password: 'a wrong guess' } }))
          .status,
      ).toBe(401);
      const made = await send(server, 'POST', '/v1/tokens', { name: 'named by her' }, known);
      const secret = made.body.token.token as string;
      const jwt = (await send(server, 'POST', '/v1/tokens/exchange', {}, basic('', secret))).body
        .token as string;
      await send(server, 'GET', `/v1/users/self?access_token=${jwt}`, undefined, {
        authorization: `Bearer ${jwt}`,
      });
      await send(server, 'POST', '/v1/users/password/reset', { user: { email } });
      const reset = linkToken(await smtp.waitFor((mail) => /new password/.test(mail.subject)));
      const changed = await send(server, 'PUT', '/v1/users/password/reset', {
        user: { token: reset, password: second },
      });
      expect(changed.status).toBe(200);
      const newsletter = linkToken(await smtp.waitFor((mail) => /newsletter/.test(mail.subject)));
      await send(server, 'POST', `/newsletter/unsubscribe?token=${encodeURIComponent(newsletter)}`);
      // What fails is logged with more words: bodies that cannot be read, and mails that do not go out.
      await fetch(`${server.url}/v1/users`, {
        method: 'POST',
        body: `{"user":{"password":"${first}"`,
        headers: { 'content-type': 'application/json' },
      });
      smtp.refusing = true;
      await send(server, 'POST', '/v1/users/password/reset', { user: { email } });
      await vi.waitFor(() => expect(server.said()).toContain('a job failed'), {
        timeout: 5000,
        interval: 50,
      });
      await server.kill('SIGTERM');
      const said = server.said();
      expect(said).toContain('/v1/tokens/exchange');
      // The greeting too: whoever collects the log reads JSON.
      for (const line of said.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
      for (const hidden of [
        first,
        second,
        'a wrong guess',
        browser,
        confirmation,
        reset,
        newsletter,
        cookie.split('=')[1] ?? '',
        secret,
        secret.slice(6, 40),
        jwt,
        jwt.split('.')[2] ?? '',
        known.authorization.slice(6),
        email,
        'zoe.unal',
        'named by her',
      ]) {
        expect(hidden.length).toBeGreaterThan(7);
        expect(said.includes(hidden), hidden).toBe(false);
      }
    } finally {
      await smtp.stop();
    }
  });
});

/** The whole answer to bytes on a socket. */
async function raw(port: number, request: string): Promise<string> {
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
