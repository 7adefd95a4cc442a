import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { later } from '../../../test/later.ts';
import { expectError } from '../../../test/observe.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';
import { type SilentProxy, startSilentProxy } from '../../../test/silent-proxy.ts';

// A connection on which nothing answers any more, and which nothing closes: a firewall forgot it, or a machine lost power.
describe.runIf(databaseKinds.includes('postgres'))('a database that goes silent', () => {
  const name = `silent_${process.pid}_${Date.now()}`;
  let proxy: SilentProxy;
  let test: TestApp;
  let member: Person;
  let session: string;
  beforeAll(async () => {
    const url = new URL(await createDatabase(inject('postgresAdminUrl'), name));
    proxy = await startSilentProxy(Number(url.port));
    url.port = String(proxy.port);
    test = await openTestApp('postgres', { DATABASE_URL: url.href });
    member = await test.person();
    session = await test.signIn(member);
  });
  afterAll(async () => {
    await proxy?.stop();
    await dropDatabase(inject('postgresAdminUrl'), name);
  });

  const rename = () =>
    test.call('PUT', '/v1/users/account', { session, body: { user: { fullname: 'Nora' } } });
  const hotRead = () => test.call('GET', '/v1/users/self', { session });
  const signIn = () =>
    test.call('POST', '/v1/sessions', {
      body: { session: { login: member.email, password: member.password } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });

  it('is told by 503 with a time to try again, by every kind of request', async () => {
    proxy.hush();
    const answers = await later(() => Promise.all([hotRead(), rename(), signIn(), hotRead(), rename()]));
    for (const answer of answers) {
      expectError(answer, 'unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('is used again when it answers, without a restart', async () => {
    proxy.speak();
    expect((await hotRead()).status).toBe(200);
    expect((await rename()).status).toBe(200);
  });

  it('keeps nobody from closing', async () => {
    expect((await hotRead()).status).toBe(200);
    proxy.hush();
    await later(() => test.close());
  });
});
