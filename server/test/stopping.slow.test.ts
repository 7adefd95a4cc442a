import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from './free-port.ts';
import { databaseKinds, testPassword } from './harness.ts';
import { type ServerProcess, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { startRoundRobin } from './round-robin.ts';
import { startSilentProxy } from './silent-proxy.ts';

// How a server ends: told to, or because it cannot go on.

let folder: string;
const servers: ServerProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loge-stop-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = async (settings: Record<string, string> = {}, port?: number, data = 'data') => {
  const server = await startLoge(['--data', join(folder, data)], port ?? (await freePort()), settings);
  servers.push(server);
  return server;
};
const signUp = (url: string, name: string) =>
  fetch(`${url}/v1/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      user: { email: `${name}@example.test`, username: name, password: testPassword },
    }),
  });

it('says "not ready" first, and goes on answering while others notice', async () => {
  const server = await start({ LOGE_DRAIN_SECONDS: '2' });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ready' });
  const ended = server.kill('SIGTERM');
  await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(503), 30_000);
  const [ready, live, answer] = await Promise.all([
    fetch(`${server.url}/readyz`),
    fetch(`${server.url}/healthz`),
    signUp(server.url, 'late'),
  ]);
  expect(await ready.json()).toMatchObject({
    error: expect.any(String),
    code: 'unavailable',
    request_id: expect.any(String),
  });
  expect([live.status, answer.status]).toEqual([200, 201]);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await ended).toBe(0);
});

it('loses no request of a proxy that keeps its connections, when one node after the other is started anew', async () => {
  const settings = { LOGE_DRAIN_SECONDS: '2' };
  const ports = [await freePort(), await freePort()];
  const nodes = await Promise.all(ports.map((port, n) => start(settings, port, `node-${n}`)));
  const proxy = await startRoundRobin(nodes.map(({ url }) => url));
  const answers = new Map<string, number>();
  let over = false;
  const client = async (): Promise<void> => {
    while (!over) {
      const answer = await fetch(`${proxy.url}/v1/regions`);
      const words = answer.status === 200 ? '200' : `${answer.status} ${await answer.text()}`;
      await answer.body?.cancel();
      answers.set(words, (answers.get(words) ?? 0) + 1);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  for (const [n, node] of nodes.entries()) {
    await node.kill('SIGTERM');
    await start(settings, ports[n], `node-${n}`);
    // Both must be sent requests before the next one goes.
    await vi.waitFor(async () => expect((await fetch(`${node.url}/readyz`)).status).toBe(200), 30_000);
    const before = answers.get('200') ?? 0;
    await vi.waitFor(() => expect(answers.get('200')).toBeGreaterThan(before + 50), { timeout: 20_000 });
  }
  over = true;
  await Promise.all(clients);
  await proxy.stop();
  expect([...answers.keys()]).toEqual(['200']);
});

it('ends with an error when the disk does not keep what was written, to be started anew', async () => {
  const [fails, preload] = [join(folder, 'fails'), join(folder, 'preload.mjs')];
  writeFileSync(
    preload,
    `import { existsSync } from 'node:fs';
    import { open } from 'node:fs/promises';
    const file = await open(${JSON.stringify(preload)});
    const { datasync } = Object.getPrototypeOf(file);
    Object.getPrototypeOf(file).datasync = async function () {
      if (existsSync(${JSON.stringify(fails)})) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
      return datasync.call(this);
    };
    await file.close();`,
  );
  const server = await start({ NODE_OPTIONS: `--import=${preload}`, LOGE_LOG_LEVEL: 'info' });
  expect((await signUp(server.url, 'kept')).status).toBe(201);
  writeFileSync(fails, '');
  // A write of the server's own, the mark of a mail that is out, may be the first that fails.
  const answer = await signUp(server.url, 'lost').then(
    ({ status }) => status,
    () => 'cut',
  );
  expect([503, 'cut']).toContain(answer);
  expect(await server.ended).toBe(1);
  expect(server.said()).toContain('to be started anew');
  rmSync(fails);
  const again = await start();
  expect((await signUp(again.url, 'again')).status).toBe(201);
}, 60_000);

describe.runIf(databaseKinds.includes('postgres'))('with a database that went silent', () => {
  it('ends all the same', async () => {
    const name = `stop_${process.pid}_${Date.now()}`;
    const url = new URL(await createDatabase(inject('postgresAdminUrl'), name));
    const proxy = await startSilentProxy(Number(url.port));
    url.port = String(proxy.port);
    try {
      const server = await start({ DATABASE_URL: url.href });
      expect((await signUp(server.url, 'before')).status).toBe(201);
      proxy.hush();
      const waiting = signUp(server.url, 'meanwhile').then(
        ({ status }) => status,
        () => 'cut',
      );
      expect([0, 1]).toContain(await server.kill('SIGTERM'));
      expect([503, 'cut']).toContain(await waiting);
    } finally {
      await proxy.stop();
      await dropDatabase(inject('postgresAdminUrl'), name);
    }
  }, 90_000);
});
