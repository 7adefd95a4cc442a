import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDns, type TestDns } from '../../../test/dns-server.ts';
import { makeOutbound, reasonOf } from '../../../test/outbound.ts';
import {
  type OutsideServer,
  startForbidden,
  startHttp,
  startProxy,
  startTcp,
  type TestProxy,
} from '../../../test/outside.ts';
import { makeTestCa } from '../../../test/test-ca.ts';
import { fixedClock } from '../../kernel/clock.ts';

let folder: string;
let ca: string;
let dns: TestDns;
let git: OutsideServer;
let plain: OutsideServer;
let forbidden: OutsideServer;
let proxy: TestProxy;
let encryptedProxy: TestProxy;
let names: unknown[];
let hosts: unknown[];
let location: string | null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loge-outbound-'));
  ca = join(folder, 'ca.pem');
  const authority = await makeTestCa();
  writeFileSync(ca, `# Ours\n${authority.certificate}\n`);
  dns = await startDns();
  for (const name of ['git.example.test', 'other.example.test']) dns.name(name, ['127.0.0.1']);
  dns.name('public.example.test', ['93.184.216.34']);
  dns.name('inside.example.test', ['127.0.0.1']);
  dns.name('silent.example.test', 'silent');
  git = await startHttp(
    (request, response) => {
      hosts.push(request.headers.host);
      response
        .writeHead(location ? 302 : 200, location ? { location } : {})
        .end(request.headers.authorization);
    },
    {
      identity: await authority.issue(
        'git.example.test',
        'public.example.test',
        'unknown.example.test',
        '127.0.0.1',
      ),
      named: (name) => names.push(name),
    },
  );
  plain = await startHttp((_, response) => response.end('in the clear'));
  forbidden = await startForbidden();
  // Whatever name it is told, it leads to the provider.
  proxy = await startProxy(() => git.port);
  encryptedProxy = await startProxy(() => git.port, await authority.issue('127.0.0.1'));
});
beforeEach(() => {
  [names, hosts, location] = [[], [], null];
  proxy.tunnels.length = 0;
  encryptedProxy.tunnels.length = 0;
});
afterAll(async () => {
  expect(forbidden.connections).toBe(0);
  await Promise.all([dns, git, plain, forbidden, proxy, encryptedProxy].map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

const outbound = (settings: Record<string, string> = {}) =>
  makeOutbound({
    LOGE_OUTBOUND_ALLOW: 'git.example.test,other.example.test,127.0.0.1',
    LOGE_OUTBOUND_CA: ca,
    LOGE_OUTBOUND_DNS: dns.address,
    ...settings,
  });

describe('TLS', () => {
  it('believes the operator’s certificates', async () => {
    const answer = await outbound().fetch(`https://git.example.test:${git.port}/`, {
      headers: { authorization: 'Bearer a' },
    });
    expect([await answer.text(), names, hosts]).toEqual([
      'Bearer a',
      ['git.example.test'],
      [`git.example.test:${git.port}`],
    ]);
  });

  // ASVS 12.3.2
  it('believes nobody else, whatever the environment says', async () => {
    const url = `https://git.example.test:${git.port}/`;
    expect(await reasonOf(outbound({ LOGE_OUTBOUND_CA: '' }).fetch(url))).toBe('tls_failed');
    const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await reasonOf(outbound({ LOGE_OUTBOUND_CA: '' }).fetch(url))).toBe('tls_failed');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
    expect(hosts).toEqual([]);
  });

  // ASVS 12.3.2
  it('wants the name that was called, not the address behind it', async () => {
    const call = outbound().fetch(`https://other.example.test:${git.port}/`);
    await expect(call).rejects.toMatchObject({ reason: 'tls_failed', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect([names, hosts]).toEqual([['other.example.test'], []]);
  });

  it('of an address wants a certificate of the address, and names none', async () => {
    expect((await outbound().fetch(`https://127.0.0.1:${git.port}/`)).status).toBe(200);
    expect(names).toEqual([]);
  });

  it('of a name with a dot at its end is that of the name', async () => {
    expect((await outbound().fetch(`https://git.example.test.:${git.port}/`)).status).toBe(200);
    expect(names).toEqual(['git.example.test']);
  });

  // ASVS 12.3.1
  it('is not left by a redirect, even for what is listed', async () => {
    location = `http://127.0.0.1:${plain.port}/`;
    const before = plain.connections;
    expect(await reasonOf(outbound().fetch(`https://git.example.test:${git.port}/`))).toBe('address_refused');
    expect(plain.connections).toBe(before);
  });

  it('with what does not speak it fails', async () => {
    expect(await reasonOf(outbound().fetch(`https://127.0.0.1:${plain.port}/`))).toBe('tls_failed');
  });
});

describe('through a proxy', () => {
  const through = (settings: Record<string, string> = {}) =>
    outbound({
      LOGE_OUTBOUND_ALLOW: '',
      LOGE_OUTBOUND_PROXY: `http://us%40er:p%3Ass@127.0.0.1:${proxy.port}`,
      ...settings,
    });

  it('a name is called that leads outside, and the proxy sees nothing of the request', async () => {
    const answer = await through().fetch('https://public.example.test/a', {
      headers: { authorization: 'Bearer a' },
    });
    expect([await answer.text(), names, hosts]).toEqual([
      'Bearer a',
      ['public.example.test'],
      ['public.example.test'],
    ]);
    const basic = `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`;
    expect(proxy.tunnels).toEqual([{ to: 'public.example.test:443', authorization: basic }]);
  });

  it('that speaks TLS itself, too', async () => {
    const { fetch } = through({ LOGE_OUTBOUND_PROXY: `https://127.0.0.1:${encryptedProxy.port}` });
    expect((await fetch('https://public.example.test:8443/')).status).toBe(200);
    expect(encryptedProxy.tunnels).toEqual([{ to: 'public.example.test:8443', authorization: undefined }]);
  });

  it('nothing inside is called, and the proxy is not told of it', async () => {
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '[::1]',
      '169.254.169.254',
      'localhost',
      'inside.example.test',
    ]) {
      expect(await reasonOf(through().fetch(`https://${host}:${forbidden.port}/`))).toBe('address_refused');
      expect(await reasonOf(through().fetch(`http://${host}:${forbidden.port}/`))).toBe('address_refused');
    }
    location = `https://127.0.0.1:${forbidden.port}/`;
    expect(await reasonOf(through().fetch('https://public.example.test/'))).toBe('address_refused');
    expect([proxy.tunnels.length, forbidden.connections]).toEqual([1, 0]);
  });

  it('a name that no resolver of ours knows is the proxy’s to find, unless it can only be inside', async () => {
    expect((await through().fetch('https://unknown.example.test/')).status).toBe(200);
    expect(proxy.tunnels.map(({ to }) => to)).toEqual(['unknown.example.test:443']);
    for (const host of ['router', 'printer.local', 'metadata.google.internal', 'nas.lan', 'nas.home.arpa'])
      expect(await reasonOf(through().fetch(`https://${host}/`))).toBe('name_unknown');
    expect(proxy.tunnels).toHaveLength(1);
  });

  it('a resolver is waited for three seconds only', async () => {
    const clock = fixedClock(0);
    const settings = { LOGE_OUTBOUND_CA: ca, LOGE_OUTBOUND_DNS: dns.address };
    const { fetch } = makeOutbound(
      { ...settings, LOGE_OUTBOUND_PROXY: `http://127.0.0.1:${proxy.port}` },
      clock,
    );
    const before = dns.asked.length;
    const reason = reasonOf(fetch('https://silent.example.test/'));
    await expect.poll(() => dns.asked.length, { timeout: 30_000 }).toBeGreaterThan(before);
    clock.advance(3000);
    // Its certificate is another's.
    expect(await reason).toBe('tls_failed');
    expect(proxy.tunnels.map(({ to }) => to)).toEqual(['silent.example.test:443']);
  });

  it('what is listed is not called', async () => {
    const { fetch } = through({ LOGE_OUTBOUND_ALLOW: 'git.example.test,127.0.0.0/8' });
    expect((await fetch(`https://git.example.test:${git.port}/`)).status).toBe(200);
    expect((await fetch(`https://127.0.0.1:${git.port}/`)).status).toBe(200);
    expect(proxy.tunnels).toEqual([]);
  });

  it('that refuses, breaks off or says nothing, nothing is reached', async () => {
    proxy.refusing = true;
    await expect(through().fetch('https://public.example.test/')).rejects.toMatchObject({
      reason: 'unreachable',
      code: 'the proxy answered 403',
    });
    proxy.refusing = false;
    const rude = await startTcp((socket) => void socket.once('data', () => socket.destroy()));
    const to = (port: number) => ({ LOGE_OUTBOUND_PROXY: `http://127.0.0.1:${port}` });
    expect(await reasonOf(through(to(rude.port)).fetch('https://public.example.test/'))).toBe('unreachable');
    await rude.stop();
    expect(await reasonOf(through(to(rude.port)).fetch('https://public.example.test/'))).toBe('unreachable');

    const clock = fixedClock(0);
    let came = () => {};
    const begun = new Promise<void>((resolve) => {
      came = resolve;
    });
    const silent = await startTcp((socket) => void socket.once('data', () => came()));
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_DNS: dns.address, ...to(silent.port) }, clock);
    const reason = reasonOf(fetch('https://public.example.test/'));
    await begun;
    clock.advance(10_000);
    expect(await reason).toBe('timed_out');
    await silent.stop();
  });
});
