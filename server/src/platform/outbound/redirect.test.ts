import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDns, type TestDns } from '../../../test/dns-server.ts';
import { makeOutbound, reasonOf } from '../../../test/outbound.ts';
import { type OutsideServer, startForbidden, startHttp } from '../../../test/outside.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

let dns: TestDns;
let provider: OutsideServer;
let elsewhere: OutsideServer;
let forbidden: OutsideServer;
let seen: Seen[];
/** Where each path of the provider redirects to, and by which status. */
let redirects: Record<string, [number, string]>;

const answer: RequestListener = ({ method = '', url = '', headers }, response) => {
  seen.push({ method, path: `${headers.host}${url}`, headers });
  const [status, location] = redirects[url] ?? [200, null];
  response.writeHead(status, location === null ? {} : { location }).end('arrived');
};

beforeAll(async () => {
  dns = await startDns();
  provider = await startHttp(answer);
  elsewhere = await startHttp(answer);
  forbidden = await startForbidden();
  dns.name('git.example.test', ['127.0.0.1']);
});
beforeEach(() => {
  seen = [];
  redirects = {};
});
afterAll(async () => {
  expect(forbidden.connections).toBe(0);
  await Promise.all([dns, provider, elsewhere, forbidden].map((server) => server.stop()));
});

const call = (path: string, init?: RequestInit) => {
  const allow = ['git.example.test', `127.0.0.1:${elsewhere.port}`].join(',');
  const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: allow, LOGE_OUTBOUND_DNS: dns.address });
  return fetch(`http://git.example.test:${provider.port}${path}`, init);
};

const credentials = {
  authorization: 'Bearer secret',
  'private-token': 'secret',
  'x-gitlab-token': 'secret',
  cookie: 'a=secret',
  'x-github-api-version': '2022-11-28',
  accept: 'application/json',
};

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of GET by %i is followed', async (status) => {
    redirects = { '/a': [status, '/b?c#d'] };
    const answered = await call('/a', { headers: credentials });
    expect([await answered.text(), answered.url]).toEqual([
      'arrived',
      `http://git.example.test:${provider.port}/b?c#d`,
    ]);
    expect(seen.map(({ path }) => path.replace(/^[^/]*/, ''))).toEqual(['/a', '/b?c']);
    // It is the same provider, who has them already.
    expect(seen[1]?.headers).toMatchObject(credentials);
  });

  it('is followed three times', async () => {
    redirects = { '/1': [302, '/2'], '/2': [302, '/3'], '/3': [302, '/4'] };
    expect((await call('/1')).status).toBe(200);
    redirects['/4'] = [302, '/5'];
    expect(await reasonOf(call('/1'))).toBe('redirected_too_often');
    expect(seen.map(({ path }) => path.slice(-2))).toEqual(['/1', '/2', '/3', '/4', '/1', '/2', '/3', '/4']);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('of %s is handed on as it is', async (method) => {
    for (const status of [301, 302, 303, 307, 308]) {
      redirects = { '/a': [status, '/b'] };
      const answered = await call('/a', { method, body: 'x' });
      expect([answered.status, answered.headers.get('location')]).toEqual([status, '/b']);
    }
    expect(seen).toHaveLength(5);
  });

  it('is handed on, or refused, when the caller says so', async () => {
    redirects = { '/a': [302, '/b'] };
    expect((await call('/a', { redirect: 'manual' })).status).toBe(302);
    expect(await reasonOf(call('/a', { redirect: 'error' }))).toBe('redirected_too_often');
    expect((await call('/b', { redirect: 'error' })).status).toBe(200);
  });

  it('without a place is an answer', async () => {
    redirects = { '/a': [302, ''] };
    expect((await call('/b')).status).toBe(200);
    expect(await reasonOf(call('/a'))).toBe('redirected_too_often'); // '' is the same place
  });

  it('to another origin takes no credential along, there and back', async () => {
    redirects = {
      '/a': [302, `http://127.0.0.1:${elsewhere.port}/b`],
      '/b': [307, `http://git.example.test:${provider.port}/c`],
    };
    await call('/a', { headers: credentials });
    expect(seen.map(({ path }) => path)).toEqual([
      `git.example.test:${provider.port}/a`,
      `127.0.0.1:${elsewhere.port}/b`,
      `git.example.test:${provider.port}/c`,
    ]);
    expect(JSON.stringify(seen[0])).toContain('secret');
    expect(JSON.stringify(seen.slice(1))).not.toContain('secret');
    expect(Object.keys(seen[1]?.headers ?? {}).sort()).toEqual([
      ...['accept', 'accept-encoding', 'connection', 'host', 'user-agent'],
    ]);
  });
});

describe('a redirect inside', () => {
  const inside = () => [
    ...['http://169.254.169.254/latest/meta-data/', 'https://169.254.169.254/', 'http://[fd00:ec2::254]/'],
    ...[`http://127.0.0.1:${forbidden.port}/`, `https://127.0.0.1:${forbidden.port}/`],
    ...[
      `https://localhost:${forbidden.port}/`,
      `//127.0.0.1:${forbidden.port}/`,
      `https://[::1]:${forbidden.port}/`,
    ],
    ...[`https://2130706433:${forbidden.port}/`, `https://[::ffff:127.0.0.1]:${forbidden.port}/`],
    ...[`https://inside.example.test:${forbidden.port}/`, `\\\\127.0.0.1:${forbidden.port}\\`],
    ...['file:///etc/passwd', 'ftp://git.example.test/', 'javascript:1', 'data:,x', 'http://', 'https://['],
    `http://user:password@git.example.test:${provider.port}/b`,
  ];

  // ASVS 1.3.6, 15.3.2
  it('is not followed', async () => {
    dns.name('inside.example.test', ['127.0.0.1']);
    for (const location of inside()) {
      redirects = { '/a': [302, location] };
      expect([location, await reasonOf(call('/a'))]).toEqual([location, 'address_refused']);
    }
    expect(seen.every(({ path }) => path.endsWith('/a'))).toBe(true);
    expect(forbidden.connections).toBe(0);
  });

  it('of a name that moved since is not followed', async () => {
    dns.name('moves.example.test', ['127.0.0.1'], ['::1']);
    redirects = { '/a': [302, '/b'] };
    const { fetch } = makeOutbound({
      LOGE_OUTBOUND_ALLOW: `127.0.0.1:${provider.port}`,
      LOGE_OUTBOUND_DNS: dns.address,
    });
    // By address the host may be called without TLS; by name it is judged, and was another the second time.
    const before = provider.connections;
    expect(await reasonOf(fetch(`https://moves.example.test:${provider.port}/a`))).toBe('tls_failed');
    expect(await reasonOf(fetch(`https://moves.example.test:${provider.port}/a`))).toBe('address_refused');
    expect(provider.connections).toBe(before + 1);
  });
});
