import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPagePaths, routes } from '@loge/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService } from './example.ts';
import { onEachDatabase, type Person } from './harness.ts';
import { expectError, fieldCode } from './observe.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** What programs that nobody here wrote send, and what they show. */
onEachDatabase('clients of others', (test) => {
  let who: Person;
  let url: string;
  const folder = mkdtempSync(join(tmpdir(), 'loge-clients-'));
  beforeAll(async () => {
    await test().http.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(test().http.server.address() as AddressInfo).port}`;
    who = await test().person();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, args: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, no_proxy: '*' };
      execFile(program, args, { env, cwd: folder }, (error, out, err) =>
        error ? reject(new Error(`${error.message}\n${err}`)) : resolve(out),
      );
    });
  const asJson = ['Content-Type: application/json', '{"token":{"name":"ci"}}'] as const;

  it.skipIf(!has('curl'))('curl --anyauth waits to be asked for the password', async () => {
    const [type, body] = asJson;
    const login = `${who.username}:${who.password}`;
    const out = await run('curl', [
      '-q',
      '-sSf',
      '--anyauth',
      '-u',
      login,
      '-H',
      type,
      '-d',
      body,
      `${url}/v1/tokens`,
    ]);
    const { token } = JSON.parse(out);
    const exchanged = await run('curl', [
      '-q',
      '-sSf',
      '--anyauth',
      '-u',
      `:${token.token}`,
      '-X',
      'POST',
      `${url}/v1/tokens/exchange`,
    ]);
    expect(JSON.parse(exchanged).token.split('.')).toHaveLength(3);
  });

  it.skipIf(!has('wget'))('wget does too', async () => {
    const [type, body] = asJson;
    const credentials = [`--user=${who.username}`, `--password=${who.password}`];
    const args = ['--no-config', '-q', '-O', '-', ...credentials, `--header=${type}`, `--post-data=${body}`];
    const { token } = JSON.parse(await run('wget', [...args, `${url}/v1/tokens`]));
    expect(token.name).toBe('ci');
  });

  const python = `
import json, sys, urllib.request as r
url, user, password = sys.argv[1:]
passwords = r.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, url, user, password)
opener = r.build_opener(r.ProxyHandler({}), r.HTTPBasicAuthHandler(passwords))
request = r.Request(url, b'{"token":{"name":"py"}}', {"Content-Type": "application/json"})
print(json.load(opener.open(request))["token"]["name"])
`;
  it.skipIf(!has('python3'))('urllib does too', async () => {
    const args = ['-c', python, `${url}/v1/tokens`, who.username, who.password];
    expect(await run('python3', args)).toBe('py\n');
  });

  it.each(['\n', '\r\n', ' ', ' \n'])('takes a secret that was copied with %j behind it', async (blank) => {
    const { secret } = await test().bearer(who);
    const exchanged = await test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}${blank}` });
    expect(exchanged.status).toBe(200);
    const body = { token: { name: 'x' } };
    const login = `${who.username}${blank.trim()} :${who.password}`;
    expect((await test().call('POST', '/v1/tokens', { body, basic: login })).status).toBe(201);
    // In a password it may be meant.
    const spaced = `${who.username}:${who.password}${blank}`;
    expectError(await test().call('POST', '/v1/tokens', { body, basic: spaced }), 'invalid_credentials');
  });

  it('says in one sentence what is wrong, and which scope is missing', async () => {
    const { jwt } = await test().bearer(who);
    const none = await test().call('POST', '/v1/keys', { bearer: jwt, body: { key: {} } });
    expectError(none, 'invalid_fields');
    expect(none.body.error).toBe("name can't be blank; content can't be blank");
    const made = await test().call('POST', '/v1/tokens', {
      bearer: jwt,
      body: { token: { name: 'narrow', scopes: ['keys:read'] } },
    });
    const basic = `:${made.body.token.token}`;
    const narrow = (await test().call('POST', '/v1/tokens/exchange', { basic })).body.token;
    const self = await test().call('GET', '/v1/users/self', { bearer: narrow });
    expectError(self, 'scope_missing');
    expect(self.body).toMatchObject({
      scope: 'account:read',
      error: expect.stringMatching(/: account:read$/),
    });
    expect(String(self.headers['www-authenticate'])).toBe(
      'Bearer realm="loge", error="insufficient_scope", scope="account:read"',
    );
  });

  it('blames a file that is no key on its field, however large it is', async () => {
    const { jwt } = await test().bearer(who);
    const content = 'x'.repeat(1_000_000);
    const body = { key: { name: 'wrong file', content } };
    const answer = await test().call('POST', '/v1/keys', { bearer: jwt, body });
    expect([answer.status, fieldCode(answer, 'content')]).toEqual([422, 'too_long']);
  });

  it('changes one’s own account by its id, by both verbs, and nobody else’s', async () => {
    const { jwt } = await test().bearer(who);
    const stranger = await test().person();
    for (const method of ['PUT', 'PATCH']) {
      const body = { user: { fullname: `By ${method}` } };
      const changed = await test().call(method, `/v1/users/${who.id}`, { bearer: jwt, body });
      expect(changed.body.user.fullname).toBe(`By ${method}`);
      expectError(await test().call(method, `/v1/users/${stranger.id}`, { bearer: jwt, body }), 'not_found');
      const password = { user: { password: 'another horse, another battery' } };
      const unproved = await test().call(method, `/v1/users/${who.id}`, { bearer: jwt, body: password });
      expect(fieldCode(unproved, 'current_password')).toBeDefined();
    }
  });

  it('answers what existing clients call though it keeps nothing of it', async () => {
    const { jwt } = await test().bearer(who);
    for (const body of [{}, undefined]) {
      const stopped = await test().call('POST', '/v1/users/stop_free_trial', {
        bearer: jwt,
        ...(body ? { body } : {}),
      });
      expect([stopped.status, stopped.body]).toEqual([200, {}]);
    }
    const { body } = await test().call('GET', '/v1/organizations', { bearer: jwt });
    expect(body).toEqual({ organizations: [] });
  });

  it('renews by PUT too, and begins the second factor without a provider’s name', async () => {
    const fresh = await test().person();
    const { jwt, tokenId } = await test().bearer(fresh);
    const begun = await test().call('POST', '/v1/client/tfa', { bearer: jwt });
    expect([begun.status, begun.body.tfa?.provider]).toEqual([200, 'totp']);
    const renewed = await test().call('PUT', `/v1/tokens/${tokenId}/renew`, { bearer: jwt });
    expect(renewed.body.token).toMatchObject({ id: tokenId, token: expect.stringMatching(/^tk-us-/) });
  });

  it('is asked about JWTs by Basic client credentials, as RFC 7662 has it', async () => {
    const { bearer: secret } = await asService(test(), 'tokens:introspect');
    const { service } = (await test().call('GET', '/v1/services/self', { bearer: String(secret) })).body;
    const { jwt } = await test().bearer(who);
    const ask = (basic: string) =>
      test().call('POST', '/v1/introspect', {
        basic,
        raw: `token=${jwt}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    for (const id of [
      service.name,
      encodeURIComponent(service.name),
      service.name.replaceAll(' ', '+'),
      service.id,
    ])
      expect([id, (await ask(`${id}:${secret}\n`)).status]).toEqual([id, 200]);
    expectError(await ask(`another:${secret}`), 'not_authenticated');
    expectError(await ask(`${service.name}:loge-svc-${'A'.repeat(48)}`), 'not_authenticated');
    expectError(await ask(`:${secret}`), 'not_authenticated');
  });
});

describe('the demo’s own routes', () => {
  it('stand where no other site is let in', () => {
    for (const { path } of routes.filter((route) => route.demoOnly)) expect(path).toMatch(/^\/v1\/demo\//);
    expect(demoPagePaths.length).toBeGreaterThan(0);
  });
});
