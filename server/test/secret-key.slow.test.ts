import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { type Database, openDatabase } from '../src/db/open.ts';
import { SecretKey } from '../src/platform/crypto/secret-key.ts';
import { keptKeys } from '../src/platform/storage/secret-key.ts';
import { freePort } from './free-port.ts';
import { databaseKinds, testPassword } from './harness.ts';
import { launchLoge, runLoge, type ServerProcess, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { send } from './send.ts';
import { totpAt } from './totp-app.ts';

/** So many that a rotation is at it for a while. */
const waitingJobs = 4000;

describe.each(databaseKinds)('loge secret-key rotate (%s)', (kind) => {
  const [before, next] = [0, 1].map(() => randomBytes(36).toString('base64url')) as [string, string];
  let folder: string;
  let url: Record<string, string>;
  let name: string;
  const servers: ServerProcess[] = [];
  const data = () => join(folder, 'data');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loge-rotate-'));
    name = `rotate${process.pid}_${Date.now()}`;
    url = kind === 'postgres' ? { DATABASE_URL: await createDatabase(inject('postgresAdminUrl'), name) } : {};
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.kill('SIGKILL');
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(folder, { recursive: true, force: true });
  });

  const keys = (secret: string, previous?: string) => ({
    ...url,
    LOGE_SECRET_KEY: secret,
    ...(previous === undefined ? {} : { LOGE_SECRET_KEY_PREVIOUS: previous }),
  });
  const loge = (settings: Record<string, string>, ...args: string[]) =>
    runLoge([...args, '--data', data()], settings);
  const start = async (settings: Record<string, string>) => {
    const server = await startLoge(['--data', data()], await freePort(), settings);
    servers.push(server);
    return server;
  };
  const signIn = async (server: ServerProcess, otp?: string) =>
    (
      await send(server, 'POST', '/v1/sessions', {
        session: { login: 'lea', password: testPassword, ...(otp ? { otp } : {}) },
      })
    ).status;
  /** Somebody with a second factor, who is signed in at a server. */
  const enrol = async (server: ServerProcess) => {
    const user = { email: 'lea@example.test', username: 'lea', password: testPassword };
    expect((await send(server, 'POST', '/v1/users', { user })).status).toBe(201);
    await onDatabase((database) =>
      database.transaction((writer) =>
        writer.updateTable('accounts').set({ email_confirmed_at: new Date().toISOString() }).execute(),
      ),
    );
    const session = { login: 'lea', password: testPassword };
    const signedIn = await send(server, 'POST', '/v1/sessions', { session });
    const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
    const begun = await send(server, 'POST', '/v1/client/tfa', { tfa: { provider: 'totp' } }, { cookie });
    const secret = new URL(begun.body.tfa.uri).searchParams.get('secret') ?? '';
    const attempt = totpAt(secret, Date.now());
    const done = await send(server, 'POST', '/v1/client/tfa/validate', { tfa: { attempt } }, { cookie });
    expect(done.status).toBe(200);
    return { secret, codes: done.body.tfa.codes as string[] };
  };
  const onDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = openDatabase({ databaseUrl: url.DATABASE_URL, dataDirectory: data() });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  /** Jobs for tomorrow, each with its sealed payload. */
  const fillQueue = (key: SecretKey) =>
    onDatabase((database) =>
      database.transaction(async (writer) => {
        const at = new Date(Date.now() + 86_400_000).toISOString();
        for (let i = 0; i < waitingJobs; i += 100) {
          const rows = Array.from({ length: 100 }, () => {
            const id = randomUUID();
            const nothing = { account_id: null, gather: null, locked_until: null, locked_by: null };
            const payload = key.seal(`job:none:${id}`, JSON.stringify({ much: 'x'.repeat(500) }));
            const open = { done_at: null, dead_at: null, last_error: null };
            return { id, kind: 'none', payload, created_at: at, run_at: at, ...nothing, ...open };
          });
          await writer.insertInto('jobs').values(rows).execute();
        }
      }),
    );
  const sealedBy = ({ id }: SecretKey) =>
    onDatabase(async (database) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from jobs where substr(payload, 1, 12) = ${`v2.${id}.`}
      `.execute(database.reader);
      return Number(rows[0]?.n);
    });
  const holds = async (settings: Record<string, string>) => {
    const { code, out, err } = await loge(settings, 'journal', 'verify');
    return [code, out.slice(0, 18), err];
  };
  const whole = [0, 'The journal holds:', ''];
  /** Begins a rotation and kills it when it is well on its way. */
  const killInTheMiddle = async (settings: Record<string, string>, present: () => SecretKey) => {
    const child = launchLoge(['secret-key', 'rotate', '--data', data()], settings);
    const closed = once(child, 'close');
    await vi.waitFor(async () => expect(await sealedBy(present())).toBeGreaterThan(200), {
      timeout: 30_000,
      interval: 5,
    });
    child.kill('SIGKILL');
    expect((await closed)[1]).toBe('SIGKILL');
    expect(await sealedBy(present())).toBeLessThan(waitingJobs);
  };

  it('killed in the middle goes on where it was, while nodes serve', async () => {
    const [old, present] = [new SecretKey(before), new SecretKey(next)];
    const first = await start(keys(before));
    const { secret, codes } = await enrol(first);
    await fillQueue(old);
    const copy = join(folder, 'copy');
    expect((await loge(keys(before), 'backup', '--to', copy)).code).toBe(0);
    expect(await holds(keys(before))).toEqual(whole);
    // SQLite has one server: started anew with both. PostgreSQL's go over one after another.
    if (kind === 'sqlite') expect(await servers.pop()?.kill('SIGTERM')).toBe(0);
    const both = [
      await start(keys(next, before)),
      ...(kind === 'postgres' ? [await start(keys(next, before))] : []),
    ];
    expect(await signIn(both[0] as ServerProcess, codes[0])).toBe(201);

    await killInTheMiddle(keys(next, before), () => present);
    for (const [at, server] of both.entries()) expect(await signIn(server, codes[1 + at])).toBe(201);
    expect(await holds(keys(next, before))).toEqual(whole);
    const early = await loge(keys(next), 'serve', '--port', String(await freePort()));
    expect([early.code, early.err]).toEqual([
      1,
      expect.stringMatching(
        /is being replaced and the one before is still needed: set LOGE_SECRET_KEY_PREVIOUS/,
      ),
    ]);
    expect((await loge(keys(next, before), 'doctor')).out).toMatch(/^NOT +the secret key is being replaced/m);
    const wrong = await loge(keys(next, randomBytes(36).toString('hex')), 'secret-key', 'rotate');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/one before is still needed/)]);

    const resumed = await loge(keys(next, before), 'secret-key', 'rotate');
    expect([resumed.code, resumed.err]).toEqual([0, '']);
    expect(resumed.out).toMatch(
      /^Going on with a rotation.*\nThe secret key is replaced\. Sealed anew: \d+;/,
    );
    expect([await sealedBy(present), await sealedBy(old)]).toEqual([expect.any(Number), 0]);
    for (const server of both) {
      expect((await send(server, 'GET', '/readyz')).status).toBe(200);
      expect(await signIn(server)).toBe(401);
    }
    expect(await signIn(both[0] as ServerProcess, totpAt(secret, Date.now() + 30_000))).toBe(201);
    if (kind === 'postgres') {
      // Left behind with the one before.
      expect(await signIn(first, codes[5])).toBe(503);
      expect((await send(first, 'GET', '/readyz')).status).toBe(503);
    }
    const behind = await loge(keys(before), 'serve', '--port', String(await freePort()));
    expect([behind.code, behind.err]).toEqual([1, expect.stringMatching(/was replaced by another/)]);
    expect(await holds(keys(next))).toEqual(whole);
    expect((await loge(keys(next, before), 'doctor')).out).toMatch(/LOGE_SECRET_KEY_PREVIOUS is not needed/);
    for (const server of servers.splice(0)) await server.kill('SIGTERM');
    const alone = await start(keys(next));
    expect(await signIn(alone, codes[6])).toBe(201);
    await servers.pop()?.kill('SIGTERM');

    // A backup of before opens with the key of before, and says so.
    const lost = await loge(keys(next), 'restore', '--from', copy, '--replace');
    expect([lost.code, lost.err]).toEqual([0, '']);
    expect(lost.out).toMatch(/The secret key of the backup is not here: set LOGE_SECRET_KEY to it/);
    const found = await loge(keys(next, before), 'restore', '--from', copy, '--replace');
    expect([found.code, found.err]).toEqual([0, '']);
    expect(found.out).toMatch(/replace it again: loge secret-key rotate/);
    expect((await loge(keys(next, before), 'secret-key', 'rotate')).code).toBe(0);
    expect(await holds(keys(next))).toEqual(whole);
    expect(await signIn(await start(keys(next)), codes[6])).toBe(201);
  }, 240_000);

  it('of a key that Loge keeps itself leaves both until it has ended, and backups take what they need', async () => {
    const server = await start(url);
    const { codes } = await enrol(server);
    const [old] = keptKeys(data());
    await fillQueue(old?.key ?? new SecretKey(''));
    const [early, midway] = [join(folder, 'early'), join(folder, 'midway')];
    expect((await loge(url, 'backup', '--to', early)).out).toBe(`Backed up to ${early}.\n`);
    await killInTheMiddle(url, () => {
      const made = keptKeys(data(), ['secret.key.next'])[0];
      if (!made) throw new Error('not made yet');
      return made.key;
    });
    expect(await signIn(server, codes[0])).toBe(201);
    expect((await loge(url, 'backup', '--to', midway)).out).toBe(`Backed up to ${midway}.\n`);
    expect(readdirSync(midway).sort()).toEqual([
      'database',
      'manifest.json',
      'secret.key',
      'secret.key.next',
    ]);
    expect(await holds(url)).toEqual(whole);
    expect((await loge(url, 'secret-key', 'rotate')).code).toBe(0);
    expect(keptKeys(data()).map(({ name }) => name)).toEqual(['secret.key']);
    expect(await signIn(server, codes[1])).toBe(201);
    expect(await holds(url)).toEqual(whole);
    await servers.pop()?.kill('SIGTERM');

    const halfway = await loge(url, 'restore', '--from', midway, '--replace');
    expect([halfway.code, halfway.err]).toEqual([0, '']);
    expect(halfway.out).toMatch(/loge secret-key rotate goes on with that/);
    expect(await holds(url)).toEqual(whole);
    expect((await loge(url, 'secret-key', 'rotate')).code).toBe(0);
    const older = await loge(url, 'restore', '--from', early, '--replace');
    expect([older.code, older.err]).toEqual([0, '']);
    expect(older.out).toMatch(/Its secret key is another than the one that was used here until now/);
    expect(await holds(url)).toEqual(whole);
    expect(keptKeys(data()).map(({ key }) => key.id)).toEqual([old?.key.id]);
    expect(await signIn(await start(url), codes[0])).toBe(201);
  }, 240_000);
});
