import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from '../src/app.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { makeLogger } from '../src/platform/log/logger.ts';

describe('answers on a public URL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-headers-'));
  let app: App;
  let http: FastifyInstance;
  beforeAll(async () => {
    const web = join(folder, 'web');
    mkdirSync(web);
    writeFileSync(join(web, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
    const config = readConfig(
      { data: join(folder, 'data') },
      {
        LOGE_PUBLIC_URL: 'https://account.example.com',
        LOGE_SECRET_KEY: randomBytes(32).toString('base64url'),
        LOGE_SMTP_URL: 'smtp://127.0.0.1:1',
        LOGE_MAIL_FROM: 'desk@example.com',
        LOGE_TRUSTED_PROXIES: '10.0.0.0/8',
      },
    );
    app = await openApp(config, { log: makeLogger('silent'), webDirectory: web });
    http = await app.http();
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pages = ['/users/sign_in', '/docs', '/nowhere'];
  const calls = ['/v1/regions', '/v1/users/self', '/v1/nowhere', '/healthz'];
  const headersOf = async (url: string) =>
    (await http.inject({ url, headers: { host: 'account.example.com', accept: 'text/html' } })).headers;

  // ASVS 3.2.1, 3.4.1, 3.4.4, 3.4.5
  it.each([...pages, ...calls])(
    '%s come by TLS only, are what they say, and tell nobody of the address',
    async (url) => {
      expect(await headersOf(url)).toMatchObject({
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
    },
  );

  // ASVS 3.4.3, 3.4.6, 3.4.8
  it.each(pages)('%s is framed by nobody, and has its window to itself', async (url) => {
    const headers = await headersOf(url);
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(headers['content-security-policy']).toContain(directive);
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  });

  // ASVS 14.2.2, 14.3.2
  it('what is somebody’s own is kept by no cache', async () => {
    for (const url of ['/users/sign_in', '/v1/users/self'])
      expect([url, (await headersOf(url))['cache-control']]).toEqual([url, 'no-store']);
  });
});
