import { integrations, routes } from '@loge/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days, minutes } from '../src/kernel/clock.ts';
import { isTest, within } from './architecture/source-file.ts';
import { readTree } from './architecture/tree.ts';
import { databaseKinds, openTestApp, type TestApp } from './harness.ts';
import { addContact, healthApplication } from './health.ts';
import { sharedGitLab } from './providers.ts';
import { repeating } from './repeating.ts';
import { exampleOf } from './requests.ts';

/** Where it was called from. */
const callerOf = (stack: string): string => /server\/src\/[\w/.-]+\.ts/.exec(stack)?.[0] ?? stack;

// Commands and rare turns, tried with each write done twice by their own tests, under LOGE_TEST_REPEAT=on.
const elsewhere: readonly string[] = [
  'server/src/cli/running/seed-demo.ts',
  'server/src/features/authentication/enrolment/reset-operator.ts',
  'server/src/features/hds/drill-register.ts',
  'server/src/features/authentication/password/rehash-password.ts',
  'server/src/features/authentication/sessions/demand-proof.ts',
  'server/src/features/authentication/sign-up/import-member.ts',
  'server/src/features/authentication/two-factor/stretch-codes.ts',
  'server/src/features/services/renew-service.ts',
  'server/src/features/services/revoke-service.ts',
  'server/src/features/ssh-keys/import-keys.ts',
  // Of a rotation of the secret key: by `secret-key.test.ts`, each time.
  'server/src/platform/journal/sign-anew.ts',
  'server/src/platform/journal/sum-anew.ts',
  'server/src/platform/secret-key/rotate.ts',
  'server/src/platform/secret-key/sealed-column.ts',
];

// No function that the database may repeat changes anything but through its `tx`: each write of each route is done twice
// here, the first time in vain, and must do the same again.
describe.each(databaseKinds)('each write done twice (%s)', (kind) => {
  let test: TestApp;
  const differences: string[] = [];
  /** Files that wrote or touched. */
  const wrote = new Set<string>();
  beforeAll(async () => {
    test = await openTestApp(kind, {}, undefined, (database) =>
      repeating(database, (where) => differences.push(where)),
    );
    for (const name of ['write', 'touch'] as const) {
      const { ctx } = test.app;
      const real = ctx[name] as (...args: unknown[]) => unknown;
      Object.assign(ctx, {
        [name]: (...args: unknown[]) => {
          wrote.add(callerOf(new Error().stack ?? ''));
          return real(...args);
        },
      });
    }
  });
  afterAll(() => test?.close());

  const served = routes.filter((route) => !route.demoOnly);
  it.each(served.map((route) => [route.id, route] as const))('%s', async (_id, route) => {
    test.clock.advance(minutes(1));
    const { path, options } = await exampleOf(test, route);
    const response = await test.call(route.method, path, options);
    expect(response.status, JSON.stringify(response.body)).toBe(route.status);
    await test.drain();
    await test.app.flush();
    expect(differences.splice(0)).toEqual([]);
  });

  it('of a wrong password, a session that goes on, an end that was waited for', async () => {
    const person = await test.person();
    await test.call('POST', '/v1/sessions', {
      body: { session: { login: person.email, password: 'not this one, but another' } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const session = await test.signIn(person);
    test.clock.advance(minutes(2));
    expect((await test.call('GET', '/v1/users/self', { session })).status).toBe(200);
    for (let i = 0; i < 10; i++) {
      test.clock.advance(days(1));
      await test.app.housekeeping.sweep();
      await test.drain();
      await test.app.flush();
    }
    expect(differences.splice(0)).toEqual([]);
  });

  it('of links that break, and that a provider does not give up', async () => {
    const gitLab = await sharedGitLab();
    const link = await exampleOf(test, integrations.createIntegration);
    await test.call('POST', link.path, link.options);
    for (const token of gitLab.tokens.values()) token.revoked = true;
    await test.call('GET', `${link.path}/gitlab-self-hosted/search_repos`, link.options);
    const granted = await exampleOf(test, integrations.completeAuthorization);
    await test.call('POST', granted.path, granted.options);
    gitLab.mood = 'failing';
    await test.call('DELETE', '/v1/scm_integrations/gitlab', { session: granted.options.session ?? '' });
    await test.drain();
    gitLab.mood = 'well';
    expect(differences.splice(0)).toEqual([]);
  });

  it('of mail to a contact that is refused for good', async () => {
    const owner = await test.person();
    const session = await test.signIn(owner);
    const apps = [await healthApplication(test, owner)];
    const { id } = await addContact(test, session, apps, { email: 'nobody@refused.test' });
    await test.call('POST', `/v1/hds_contacts/${id}/confirmation`, { session });
    await test.drain();
    const { body } = await test.call('GET', '/v1/hds_contacts', { session });
    expect(body.hds_contacts[0].review_opened).toMatchObject({ because: 'mail_refused' });
    expect(differences.splice(0)).toEqual([]);
  });

  it('is each write that there is', () => {
    const writing = readTree()
      .filter(
        (file) => within(file, 'server/src') && !isTest(file) && /\bctx\.(?:write|touch)\(/.test(file.bare),
      )
      .map(({ path }) => path);
    const missed = writing.filter((path) => !wrote.has(path) && !elsewhere.includes(path));
    expect(missed).toEqual([]);
  });

  it('counts what came once', async () => {
    const limit = { name: 'test', subject: 'one', max: 9, windowMs: minutes(15) };
    for (let i = 0; i < 5; i++) await test.app.ctx.throttle.take([limit]);
    await test.app.flush();
    expect(await test.app.ctx.throttle.take([limit])).toEqual([{ count: 6 }]);
    await test.app.flush();
    const rows = await test.app.ctx.reader.selectFrom('throttles').select('count').execute();
    expect(rows.map(({ count }) => count)).toContain(6);
  });
});
