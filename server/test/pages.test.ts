import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagePaths, routes } from '@loge/protocol';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from '../src/app.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { makeLogger } from '../src/platform/log/logger.ts';

const template = `<!doctype html><html lang="%LOGE_LOCALE%" data-mantine-color-scheme="%LOGE_SCHEME%" data-loge-theme="%LOGE_THEME%">
<title>%LOGE_PLATFORM_NAME%</title><meta name="description" content="%LOGE_DESCRIPTION%"><style nonce="%LOGE_NONCE%"></style>
<script type="application/json" id="loge-boot">%LOGE_BOOT%</script></html>`;

describe('pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-pages-'));
  let app: App;
  let http: FastifyInstance;

  beforeAll(async () => {
    const web = join(folder, 'web');
    mkdirSync(join(web, 'assets'), { recursive: true });
    writeFileSync(join(web, 'index.html'), template);
    writeFileSync(join(web, 'assets', 'app-1.js'), 'export {}');
    writeFileSync(join(web, 'assets', 'app-1.js.br'), 'packed');
    const config = readConfig(
      { data: join(folder, 'data') },
      { LOGE_PLATFORM_NAME: 'A </script> & "B"', LOGE_ARGON2_MEMORY_KIB: '1024' },
    );
    app = await openApp(config, { log: makeLogger('silent'), webDirectory: web });
    http = await app.http();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });

  // ASVS 1.3.2, 3.4.3, 14.3.2
  it('templates each answer with a nonce of its own that its policy names', async () => {
    const [first, second] = [await get('/users/sign_in'), await get('/users/sign_in')];
    const nonceOf = (body: string) => /nonce="([^"]+)"/.exec(body)?.[1];
    expect(first.statusCode).toBe(200);
    expect(nonceOf(first.body)).not.toBe(nonceOf(second.body));
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`'nonce-${nonceOf(first.body)}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(first.headers['cache-control']).toBe('no-store');
  });

  // ASVS 3.7.2
  it('finds a page by its address with a slash at the end, and nothing else', async () => {
    const accept = { accept: 'text/html' };
    const slashed = await get('/account/?from=mail', accept);
    expect([slashed.statusCode, slashed.headers.location]).toEqual([302, '/account?from=mail']);
    for (const url of ['/nowhere/', '//evil.example/', '/evil.example/account/'])
      expect([url, (await get(url, accept)).statusCode]).toEqual([url, 404]);
  });

  it('says in one sentence what it is, in the reader’s language', async () => {
    const { body } = await get('/users/sign_in', { 'accept-language': 'fr' });
    expect(body).toContain('content="Votre compte A &#60;/script&#62; &#38; &#34;B&#34;');
  });

  // ASVS 1.1.2, 1.2.1, 1.2.3
  it('cannot be broken out of by the operator’s own name', async () => {
    const { body } = await get('/');
    expect(body).toContain('<title>A &#60;/script&#62; &#38; &#34;B&#34;</title>');
    const boot = /id="loge-boot">(.*)<\/script>/.exec(body)?.[1] ?? '';
    expect(boot).not.toContain('<');
    expect(JSON.parse(boot)).toMatchObject({ platformName: 'A </script> & "B"', demo: false });
  });

  // ASVS 1.2.1
  it.each([
    [{ 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.8' }, 'lang="fr"'],
    [{ 'accept-language': 'de,en;q=0.5,fr;q=0.7' }, 'lang="fr"'],
    [{ 'accept-language': 'de' }, 'lang="en"'],
    [{ 'accept-language': 'frr' }, 'lang="en"'],
    [{ 'accept-language': 'fry, frp;q=0.9, en;q=0.1' }, 'lang="en"'],
    [{ 'accept-language': 'fr;q=0, en;q=0.1' }, 'lang="en"'],
    [{ 'accept-language': 'FR-ca' }, 'lang="fr"'],
    [{ 'accept-language': 'fr', cookie: 'loge_look=dark.en' }, 'lang="en" data-mantine-color-scheme="dark"'],
    [
      { cookie: 'loge_look="><script>.xx' },
      'lang="en" data-mantine-color-scheme="light" data-loge-theme="system"',
    ],
  ])('shows %o as %s', async (headers, expected) => {
    expect((await get('/', headers as Record<string, string>)).body).toContain(expected);
  });

  it('keeps hashed assets for ever and serves them packed', async () => {
    const packed = await get('/assets/app-1.js', { 'accept-encoding': 'br' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await get('/assets/app-1.js')).body).toBe('export {}');
  });

  it.each(['/outbox', '/nowhere', '/account/nowhere'])(
    'answers 404 with a page on %s, outside the demo',
    async (path) => {
      const page = await get(path, { accept: 'text/html' });
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain('loge-boot');
      expect((await get(path)).json()).toMatchObject({ code: 'not_found' });
    },
  );

  it('are served at every address that a page has: a link that a mail holds, or a reload, is no 404', async () => {
    for (const path of pagePaths) expect([path, (await get(path)).statusCode]).toEqual([path, 200]);
  });

  it('are for nobody’s scripts but ours: no page or file of theirs invites another site', async () => {
    for (const path of ['/', '/account/keys', '/assets/app-1.js', '/account/authentication', '/nowhere']) {
      const { headers } = await get(path, { accept: 'text/html', origin: 'https://evil.example' });
      const invites = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
      expect([path, invites]).toEqual([path, []]);
      expect([path, headers['cross-origin-resource-policy']]).toEqual([path, 'same-origin']);
    }
  });

  // ASVS 5.3.2, 13.4.1, 13.4.3
  it.each([
    '/index.html',
    '/.built',
    '/.git/config',
    '/assets',
    '/assets/',
    '/assets/../../data/secret.key',
    '/assets/%2e%2e/%2e%2e/data/secret.key',
  ])('does not give out %s', async (path) => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not_found' });
  });

  // ASVS 3.4.2
  it('are nobody else’s to read: other sites are let in to the API alone', async () => {
    const origin = 'https://elsewhere.example';
    for (const path of ['/', '/users/sign_in', '/account', '/nowhere', '/assets/app-1.js', '/docs']) {
      for (const method of ['GET', 'OPTIONS', 'POST'] as const) {
        const headers = { origin, accept: 'text/html', 'access-control-request-method': 'POST' };
        const answer = await http.inject({ method, url: path, headers });
        const found = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        expect([method, path, found]).toEqual([method, path, []]);
        expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      }
    }
  });

  it('of the demo show mails to nobody else', async () => {
    const config = readConfig(
      { data: join(folder, 'demo'), demo: true },
      { LOGE_ARGON2_MEMORY_KIB: '1024', LOGE_PUBLIC_URL: 'http://localhost:4310' },
    );
    const demo = await openApp(config, { log: makeLogger('silent') });
    const server = await demo.http();
    for (const url of ['/v1/demo/outbox', '/v1/demo/outbox/x', '//v1//demo/outbox']) {
      for (const method of ['GET', 'OPTIONS', 'POST'] as const) {
        const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
        const answer = await server.inject({ method, url, headers });
        expect([method, url, answer.headers['access-control-allow-origin']]).toEqual([
          method,
          url,
          undefined,
        ]);
      }
    }
    expect((await server.inject({ url: '/v1/demo/outbox' })).statusCode).toBe(200);
    await demo.close();
  });

  it('show the API to people: every route, in either light, and nothing from elsewhere', async () => {
    const answer = await get('/docs', { accept: 'text/html' });
    expect(answer.statusCode).toBe(200);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    // The policy lets in the very style that the page has.
    const style = /<style>([\s\S]*)<\/style>/.exec(answer.body)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(answer.body).not.toMatch(/<script|src=|url\(|@import/);
    for (const { id, method, path, demoOnly } of routes.filter((route) => !route.demoOnly)) {
      expect([demoOnly, answer.body.includes(`<details id="${id}">`)]).toEqual([undefined, true]);
      expect(answer.body).toContain(
        `<span class="method">${method}</span> ${path.replace(/:(\w+)/g, '{$1}')}<`,
      );
    }
    expect(answer.body).toContain('A &#60;/script&#62; &#38; &#34;B&#34; API</title>');
    expect(answer.body).toContain('curl -X POST -u lea:&#39;passphrase&#39; http://localhost:4310/v1/tokens');
    for (const theme of ['dark', 'light'])
      expect((await get('/docs', { cookie: `loge_look=${theme}.en` })).body).toContain(
        `data-theme="${theme}"`,
      );
  });

  it('are not sent by another verb', async () => {
    const answer = await http.inject({ method: 'DELETE', url: '/account' });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['/.well-known/change-password', '/account/authentication'])(
    'sends %s to where a password is changed',
    async (path) => {
      const answer = await get(path);
      expect(answer.statusCode).toBe(302);
      expect(answer.headers.location).toBe('/account/authorization');
    },
  );
});
