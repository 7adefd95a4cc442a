import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLogger } from '../src/platform/log/logger.ts';
import { openTestApp, type TestApp } from './harness.ts';

const lines: string[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp('sqlite', {}, makeLogger('info', { write: (line) => void lines.push(line) }));
});
afterAll(() => app?.close());

// ASVS 16.2.1, 16.2.4, 16.3.2
it('finds a refused request by the id that its sender was shown, at the usual level', async () => {
  const refused = await app.call('GET', '/v1/users/self');
  expect(refused.status).toBe(401);
  const id = String(refused.headers['x-request-id']);
  const found = lines.map((line) => JSON.parse(line)).filter((line) => line.request === id);
  expect(found).toMatchObject([{ status: 401, method: 'GET', route: '/v1/users/self' }]);
});

it('does not tell of what went well', async () => {
  const before = lines.length;
  expect((await app.call('GET', '/v1/regions')).status).toBe(200);
  expect(lines.length).toBe(before);
});
