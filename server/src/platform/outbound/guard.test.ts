import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDns, type TestDns } from '../../../test/dns-server.ts';
import { makeOutbound, reasonOf } from '../../../test/outbound.ts';
import { type OutsideServer, startForbidden, startHttp } from '../../../test/outside.ts';

let dns: TestDns;
/** On every address of this machine; nothing may ever connect to it. */
let forbidden: OutsideServer;
/** What the operator lists. */
let listed: OutsideServer;
/** On the same port of another address. */
let twin: OutsideServer;
let served: string[];

beforeAll(async () => {
  dns = await startDns();
  forbidden = await startForbidden();
  listed = await startHttp((request, response) => {
    served.push(`${request.headers.host}${request.url}`);
    response.end('well');
  });
  twin = await startForbidden('::1', listed.port);
});
beforeEach(() => {
  served = [];
});
afterAll(async () => {
  expect([forbidden.connections, twin.connections]).toEqual([0, 0]);
  await Promise.all([dns, forbidden, listed, twin].map((server) => server.stop()));
});

/** Calls from a Loge whose operator lists so much. */
const outbound = (...allow: string[]) =>
  makeOutbound({ LOGE_OUTBOUND_ALLOW: allow.join(','), LOGE_OUTBOUND_DNS: dns.address });

const schemes = ['https', 'http'];

describe('an address inside, however it is written', () => {
  it.each([
    ...['127.0.0.1', '127.0.0.1.', '127.1', '127.0.1', '127.255.255.254', '0', '0.0.0.0', '0x0', '%30'],
    ...[
      '2130706433',
      '0x7f000001',
      '0x7F.0.0.1',
      '0x7f.1',
      '0177.0.0.1',
      '017700000001',
      '0177.1',
      '127.0x1',
    ],
    ...['0x7f.0x0.0x0.0x1', '00000177.0.0.1', '127.0.0.1%2e', '%31%32%37.0.0.1', '127%2E0%2E0%2E1'],
    ...['１２７.0.0.1', '127。0。0。1', '①②⑦.0.0.1', '127．0．0．1', '127\u00ad.0.0.1', '１２７．１'],
    ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[::]', '[::127.0.0.1]', '[::7f00:1]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::FFFF:7F00:0001]'],
    ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]'],
    ...['[2002:7f00:1::]', '[2001:0:7f00:1::]', '[fe80::1]', '[fd00::2]', '[ff02::1]'],
    ...['169.254.169.254', '0xa9fea9fe', '2852039166', '[::ffff:169.254.169.254]', '[fd00:ec2::254]'],
    ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1'],
    ...['localhost', 'localhost.', 'LOCALHOST', 'ｌocalhost', 'a.localhost', 'a.b.localhost.', 'loc%61lhost'],
    ...[
      '[fe80::1%25eth0]',
      '[::1%25lo]',
      '127.0.0.1 ',
      '127.0.0.1\t',
      '127.0.0.1\\@example.test',
      'a@127.0.0.1',
    ],
    ...[
      '256.256.256.256',
      '1.2.3.4.5',
      '127.0.0.0x',
      '0x',
      '[',
      '[::1',
      '::1',
      '',
      '.',
      '..',
      '*',
      'a b',
      '-',
    ],
  ])('%s', async (host) => {
    for (const scheme of schemes) {
      const call = outbound().fetch(`${scheme}://${host}:${forbidden.port}/`);
      expect(await reasonOf(call)).toMatch(/^(address_refused|name_unknown)$/);
    }
    expect(forbidden.connections).toBe(0);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'data:text/plain,x',
    'ws://127.0.0.1/',
    'gopher://127.0.0.1/',
  ])('%s is none', async (url) =>
    expect(await reasonOf(outbound('127.0.0.1').fetch(url))).toBe('address_refused'),
  );
});

describe('a name', () => {
  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['169.254.169.254'],
    ['10.0.0.1'],
    ['fe80::1'],
    // One of several is enough.
    ['93.184.216.34', '127.0.0.1'],
    ['127.0.0.1', '93.184.216.34'],
    ['2606:2800:220:1::1', '127.0.0.1'],
    ['93.184.216.34', '::1'],
    ['CNAME inside.example.test'],
    ['CNAME further.example.test'],
  ])('of %s is not called', async (...records) => {
    dns.name('inside.example.test', ['127.0.0.1']);
    dns.name('further.example.test', ['CNAME inside.example.test']);
    dns.name('git.example.test', records);
    for (const host of ['git.example.test', 'GIT.example.test.', 'ｇit.example.test']) {
      const call = outbound().fetch(`https://${host}:${forbidden.port}/`);
      expect(await reasonOf(call)).toBe('address_refused');
    }
    expect(forbidden.connections).toBe(0);
  });

  // ASVS 1.3.6
  it('is looked up once: the connection goes to the answer that was judged', async () => {
    // `listed` may be called at its address and port; by then the name is another's.
    dns.name('git.example.test', ['127.0.0.1'], ['::1']);
    const { fetch } = outbound(`127.0.0.1:${listed.port}`, 'git.example.test:1');
    const before = dns.asked.length;
    await reasonOf(fetch(`https://git.example.test:${listed.port}/`));
    expect(listed.connections).toBe(1);
    expect(dns.asked.slice(before)).toEqual(['git.example.test', 'git.example.test']); // A and AAAA
    expect(await reasonOf(fetch(`https://git.example.test:${listed.port}/`))).toBe('address_refused');
    expect([listed.connections, twin.connections]).toEqual([1, 0]);
  });

  it('that moves inside between two calls is not called there', async () => {
    dns.name('moves.example.test', ['127.0.0.1'], ['127.0.0.1', '::1'], ['::ffff:127.0.0.1']);
    const { fetch } = outbound(`127.0.0.1:${listed.port}`);
    const before = listed.connections;
    const reasons = [];
    for (const _ of '123') reasons.push(await reasonOf(fetch(`https://moves.example.test:${listed.port}/`)));
    expect(reasons.slice(1)).toEqual(['address_refused', 'address_refused']);
    expect([listed.connections, twin.connections]).toEqual([before + 1, 0]);
  });

  it('that nobody has is unknown; that nobody can say is unreachable', async () => {
    dns.name('empty.example.test', []);
    dns.name('failing.example.test', 'failing');
    const { fetch } = outbound();
    expect(await reasonOf(fetch('https://nobody.example.test/'))).toBe('name_unknown');
    expect(await reasonOf(fetch('https://empty.example.test/'))).toBe('name_unknown');
    expect(await reasonOf(fetch('https://failing.example.test/'))).toBe('unreachable');
    expect(await reasonOf(fetch(`https://${'a'.repeat(64)}.test/`))).toBe('name_unknown');
  });

  it('of many addresses is reached at one that answers', async () => {
    const server = await startHttp((_, response) => response.end('well'), { host: '::1' });
    dns.name('many.example.test', [...Array.from({ length: 9 }, (_, n) => `127.0.0.${n + 2}`), '::1']);
    const answer = await outbound('many.example.test').fetch(`http://many.example.test:${server.port}/`);
    expect(await answer.text()).toBe('well');
    await server.stop();
  });

  it('without a resolver of the operator’s is asked of the system', async () => {
    const call = makeOutbound({}).fetch(`https://localhost.localdomain:${forbidden.port}/`);
    expect(await reasonOf(call)).toMatch(/^(address_refused|name_unknown|unreachable)$/);
    expect(forbidden.connections).toBe(0);
  });

  it('is not told with its addresses', async () => {
    dns.name('inside.example.test', ['10.20.30.40']);
    const said = await outbound()
      .fetch('https://inside.example.test/')
      .catch((error) => JSON.stringify([error.message, error]));
    expect(said).toContain('inside.example.test');
    expect(said).not.toContain('10.20.30.40');
  });
});

describe('the operator’s list', () => {
  // ASVS 13.2.4
  it('opens a host, with or without its port, and no other', async () => {
    dns.name('git.example.test', ['127.0.0.1']);
    const url = `http://git.example.test:${listed.port}/a?b=c#d`;
    for (const allow of ['git.example.test', 'Git.Example.Test.', `git.example.test:${listed.port}`]) {
      expect(await (await outbound(allow).fetch(url)).text()).toBe('well');
    }
    expect(served).toEqual(Array(3).fill(`git.example.test:${listed.port}/a?b=c`));
    for (const allow of ['example.test', 'it.example.test', 'git.example.test:1', 'a.git.example.test'])
      expect(await reasonOf(outbound(allow).fetch(url))).toBe('address_refused');
    expect(served).toHaveLength(3);
  });

  it('opens an address, however it is written', async () => {
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '127.0.0.1.'])
      expect(
        (await outbound(`127.0.0.1:${listed.port}`).fetch(`http://${host}:${listed.port}/`)).status,
      ).toBe(200);
    expect(served).toHaveLength(4);
  });

  it('opens localhost by its name alone', async () => {
    expect((await outbound('localhost').fetch(`http://localhost:${listed.port}/`)).status).toBe(200);
    const call = outbound('127.0.0.1').fetch(`https://localhost:${forbidden.port}/`);
    expect(await reasonOf(call)).toBe('address_refused');
  });

  it('opens a range under TLS only, and what a listed NAT64 leads to is judged', async () => {
    dns.name('git.example.test', ['127.0.0.1']);
    const before = listed.connections;
    const { fetch } = outbound('127.0.0.0/8');
    // The connection is made; there is no TLS at the other end.
    expect(await reasonOf(fetch(`https://git.example.test:${listed.port}/`))).toBe('tls_failed');
    expect(listed.connections).toBe(before + 1);
    expect(await reasonOf(fetch(`http://git.example.test:${listed.port}/`))).toBe('address_refused');
    expect(await reasonOf(fetch(`https://[::1]:${forbidden.port}/`))).toBe('address_refused');
    for (const host of ['[64:ff9b::7f00:1]', '[::ffff:127.0.0.1]']) {
      const call = outbound('64:ff9b::/96', '::ffff:0:0/96').fetch(`https://${host}:${forbidden.port}/`);
      expect(await reasonOf(call)).toBe('address_refused');
    }
    expect(forbidden.connections).toBe(0);
  });
});
