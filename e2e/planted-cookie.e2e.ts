import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { member, passphrase } from './people.ts';
import { expect, test } from './platform.ts';

// One site, two hosts: Loge, and the application of somebody who is no friend. Chromium resolves both to loopback.
const site = 'platform.localhost';

// ASVS 3.5.4
test('a sibling subdomain signs nobody in to an account of its choice', async ({
  platform,
  page,
  context,
}) => {
  const stranger = await member(platform, 'stranger');
  const signedIn = await fetch(`${platform.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.url },
    body: JSON.stringify({ session: { login: stranger.email, password: passphrase } }),
  });
  const secret = /__Host-loge_session=([\w-]+)/.exec(String(signedIn.headers.get('set-cookie')))?.[1];
  expect(secret).toMatch(/^[\w-]{20,}$/);

  // For the browser no `__Host-` name: what stands before it is a character of the name.
  const planted = `\u00a0__Host-loge_session=${secret}; Domain=${site}; Path=/v1; Secure; SameSite=Lax`;
  const sibling = createServer((_request, response) => {
    // With bytes behind them, headers are written byte by byte as well; with text they would become UTF-8.
    response.setHeader('set-cookie', planted).end(Buffer.from('an application'));
  });
  sibling.listen(0, '127.0.0.1');
  await once(sibling, 'listening');
  try {
    await page.goto(`http://app.${site}:${(sibling.address() as AddressInfo).port}/`);
  } finally {
    sibling.close();
    sibling.closeAllConnections();
  }
  const kept = (await context.cookies()).filter(({ domain }) => domain === `.${site}`);
  expect(kept).toHaveLength(1);

  await page.goto(`http://account.${site}:${new URL(platform.url).port}/users/sign_in`);
  const asked = page.waitForRequest(/\/v1\/users\/self/);
  const status = await page.evaluate(async () => (await fetch('/v1/users/self')).status);
  expect((await (await asked).allHeaders()).cookie).toContain('__Host-loge_session=');
  expect(status).toBe(401);
});
