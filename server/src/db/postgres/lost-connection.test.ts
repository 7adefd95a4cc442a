import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';

// How Loge copes with what a database server does to its connections.
describe.runIf(databaseKinds.includes('postgres'))('a database server', () => {
  const name = `lost_${process.pid}_${Date.now()}`;
  let admin: pg.Client;
  let test: TestApp;
  let member: Person;
  let session: string;
  beforeAll(async () => {
    const url = new URL(await createDatabase(inject('postgresAdminUrl'), name));
    admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`create role ${name} login; alter database ${name} owner to ${name}`);
    await admin.query(`grant all on schema public to ${name}`);
    url.username = name;
    test = await openTestApp('postgres', { DATABASE_URL: url.href });
    member = await test.person();
    session = await test.signIn(member);
  });
  afterAll(async () => {
    await test?.close();
    await admin?.end();
    await dropDatabase(inject('postgresAdminUrl'), name);
  });

  const rename = () =>
    test.call('PUT', '/v1/users/account', { session, body: { user: { fullname: 'Nora' } } });
  const hotRead = () => test.call('GET', '/v1/users/self', { session });
  /** Ends all sessions but the test's own, as a restart does. */
  const restart = () =>
    admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    );
  const set = async (setting: string) => {
    await admin.query(`alter role ${name} ${setting}`);
    await restart();
  };

  it('that was a standby for a while is written to again when it is none, without a restart', async () => {
    await set('set default_transaction_read_only = on');
    // The first requests find that their connections have ended.
    await Promise.all([hotRead(), rename(), hotRead(), rename()]);
    expect((await hotRead()).status).toBe(200);
    expectError(await rename(), 'unavailable');
    // Database sessions that began before this stay read-only until they end.
    await admin.query(`alter role ${name} reset default_transaction_read_only`);
    expect((await rename()).status).toBe(200);
  });

  it.each(['lock_timeout', 'statement_timeout'])(
    'that ends what takes too long (%s) is told by 503 with a time to try again',
    async (limit) => {
      await set(`set ${limit} = '50ms'`);
      await Promise.all([hotRead(), rename(), hotRead(), rename()]);
      await admin.query('begin');
      await admin.query('lock table accounts in exclusive mode');
      const answer = await rename();
      await admin.query('rollback');
      expectError(answer, 'unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      await set(`reset ${limit}`);
      await Promise.all([hotRead(), rename(), hotRead(), rename()]);
    },
  );

  it('with fewer connections than we may use has all requests answered, one after the other', async () => {
    await set('connection limit 3');
    await Promise.all([hotRead(), rename(), hotRead(), rename()]);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => (n % 2 ? hotRead() : rename())));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await set('connection limit -1');
  });
});
