import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDns, type TestDns } from '../../../test/dns-server.ts';
import { integrationsPath as path } from '../../../test/fakes/gitlab-links.ts';
import { databaseKinds, openTestApp, type TestApp } from '../../../test/harness.ts';
import { type OutsideServer, startForbidden, startHttp } from '../../../test/outside.ts';

describe.each(databaseKinds)('an address that a member types (%s)', (kind) => {
  let test: TestApp;
  let dns: TestDns;
  /** On every address of this machine; nothing may ever connect to it. */
  let forbidden: OutsideServer;
  /** What the operator lists: it leads elsewhere. */
  let listed: OutsideServer;
  let session: string;
  let location = '';
  let served: string[] = [];

  beforeAll(async () => {
    [dns, forbidden] = [await startDns(), await startForbidden()];
    listed = await startHttp((request, response) => {
      served.push(request.url ?? '');
      response.writeHead(302, { location }).end();
    });
    test = await openTestApp(kind, {
      LOGE_THROTTLING: 'off',
      LOGE_OUTBOUND_DNS: dns.address,
      LOGE_OUTBOUND_ALLOW: `127.0.0.1:${listed.port}`,
    });
    session = await test.signIn(await test.person());
  });
  afterAll(async () => {
    expect(forbidden.connections).toBe(0);
    await test?.close();
    await Promise.all([dns, forbidden, listed].map((server) => server?.stop()));
  });

  /** What is said of the address. */
  const said = async (url: string, scm_type: string): Promise<string> => {
    const scm_integration = { scm_type, url, access_token: 'x' };
    const { status, body } = await test.call('POST', path, { session, body: { scm_integration } });
    return status === 422 ? body.details.url?.[0].code : `${status}`;
  };
  const types = ['gitlab-self-hosted', 'github-enterprise', 'forgejo'];

  it.each([
    ...['127.0.0.1', '127.0.0.1.', '127.1', '127.0.1', '2130706433', '0x7f.1', '0x7f000001', '017700000001'],
    ...[
      '0177.0.0.1',
      '0',
      '0.0.0.0',
      '[::]',
      '[::1]',
      '[0:0:0:0:0:0:0:1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
    ],
    ...[
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '１２７.0.0.1',
      '127。0。0。1',
      'localhost',
      'LOCALHOST.',
      'a.localhost',
    ],
    ...[
      '10.0.0.1',
      '172.16.0.1',
      '192.168.0.1',
      '100.64.0.1',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '[fe80::1]',
    ],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255', '[2001:db8::1]', '[ff02::1]'],
  ])('is refused where it leads inside: %s', async (host) => {
    for (const scheme of ['https', 'http'])
      for (const type of types)
        expect([type, await said(`${scheme}://${host}:${forbidden.port}`, type)]).toEqual([
          type,
          'url_refused',
        ]);
  });

  it('is refused where its name has an address inside, alone or among others', async () => {
    dns.name('inside.example.test', ['127.0.0.1']);
    dns.name('six.example.test', ['::1']);
    dns.name('both.example.test', ['192.0.2.7', '127.0.0.1']);
    dns.name('other.example.test', ['CNAME inside.example.test']);
    for (const name of ['inside', 'six', 'both', 'other'])
      expect([name, await said(`https://${name}.example.test:${forbidden.port}`, 'forgejo')]).toEqual([
        name,
        'url_refused',
      ]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'https://localhost/',
    '//[::1]/',
    'https://inside.example.test/',
    'file:///etc/passwd',
  ])('is refused where its server leads to %s', async (to) => {
    dns.name('inside.example.test', ['127.0.0.1']);
    [location, served] = [to, []];
    for (const type of types)
      expect([type, await said(`http://127.0.0.1:${listed.port}`, type)]).toEqual([type, 'url_refused']);
    expect(served.length).toBeGreaterThan(0);
  });

  it('is refused where its server leads to a port beside it', async () => {
    [location, served] = [`http://127.0.0.1:${forbidden.port}/`, []];
    expect(await said(`http://127.0.0.1:${listed.port}`, 'forgejo')).toBe('url_refused');
  });
});
