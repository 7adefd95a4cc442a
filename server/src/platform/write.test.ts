import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { databaseKinds, onEachDatabase, openTestApp, type Person, type TestApp } from '../../test/harness.ts';
import { expectError, journalTypes, snapshot } from '../../test/observe.ts';
import { verifyJournal } from '../features/security-log/feature.ts';
import { type Actor, commandActor } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import { mailJobKind } from './mail/mailer.ts';
import { refuse, type Tx } from './write.ts';

const actor: Actor = commandActor('test');

onEachDatabase('ctx.write', (test) => {
  /** Leaves a row, a journal entry and a job: everything that a write can leave behind. */
  const leaveTraces = async (tx: Tx, who: Person) => {
    await tx.updateTable('accounts').set({ company: 'left behind' }).where('id', '=', who.id).execute();
    await tx.record({ type: 'logout', accountId: who.id, data: { remote_ip: null } });
    await tx.enqueue({ kind: mailJobKind, accountId: who.id, payload: {} });
  };
  const company = async (who: Person) =>
    (
      await test()
        .app.ctx.reader.selectFrom('accounts')
        .select('company')
        .where('id', '=', who.id)
        .executeTakeFirstOrThrow()
    ).company;
  const waitingJobs = async (who: Person) =>
    (
      await test()
        .app.ctx.reader.selectFrom('jobs')
        .select('id')
        .where('account_id', '=', who.id)
        .where('done_at', 'is', null)
        .where('kind', '=', mailJobKind)
        .execute()
    ).length;

  // ASVS 2.3.3
  it('keeps nothing of what throws', async () => {
    const who = await test().person();
    await test().drain();
    const before = await snapshot(test().app);
    const failure = test().app.ctx.write(actor, async (tx) => {
      await leaveTraces(tx, who);
      throw new AppError('invalid_credentials');
    });
    await expect(failure).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await snapshot(test().app)).toEqual(before);
  });

  it('keeps everything of what is refused, and the caller gets the error all the same', async () => {
    const who = await test().person();
    await test().drain();
    const refusal = test().app.ctx.write(actor, async (tx) => {
      await leaveTraces(tx, who);
      return refuse(new AppError('invalid_credentials'));
    });
    await expect(refusal).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await company(who)).toBe('left behind');
    expect((await journalTypes(test().app, who.id)).at(-1)).toBe('logout');
    expect(await waitingJobs(who)).toBe(1);
  });

  it('is the pair behind a failed sign-in: the answer is an error and the trace stays', async () => {
    const who = await test().person();
    const basic = `${who.username}:wrong`;
    expectError(
      await test().call('POST', '/v1/tokens', { basic, body: { name: 'x' } }),
      'invalid_credentials',
    );
    expect((await journalTypes(test().app, who.id)).at(-1)).toBe('login_failure');
  });

  it('keeps the neighbours of one that fails, among two hundred at once', async () => {
    const who = await test().person();
    const count = (await journalTypes(test().app, who.id)).length;
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) =>
        test().app.ctx.write(actor, async (tx) => {
          await tx.record({ type: 'logout', accountId: who.id, data: { remote_ip: String(i) } });
          if (i % 10 === 3) throw new Error('on purpose');
          if (i % 10 === 4) await sql`insert into accounts (id) values (null)`.execute(tx as never);
          return i;
        }),
      ),
    );
    const kept = results.filter(({ status }) => status === 'fulfilled');
    expect(kept).toHaveLength(160);
    expect((await journalTypes(test().app, who.id)).length).toBe(count + 160);
    expect((await verifyJournal(test().app.ctx, () => {})).flaws).toEqual([]);
  });

  it('is repeated when two block one another: each writes to two accounts, in opposite order', async () => {
    const { app } = test();
    const pair = [await test().person(), await test().person()];
    // Where two writes can run at once, each waits until the other is halfway.
    let halfway = 0;
    const bothHalfway = Promise.withResolvers<void>();
    let tries = 0;
    const inOrder = (order: readonly Person[]) =>
      app.ctx.write(actor, async (tx) => {
        tries++;
        for (const { id } of order) {
          await tx.record({ type: 'logout', accountId: id, data: { remote_ip: null } });
          if (++halfway === 2) bothHalfway.resolve();
          if (app.database.kind === 'postgres') await bothHalfway.promise;
        }
      });
    await Promise.all([inOrder(pair), inOrder(pair.toReversed())]);
    expect(tries).toBe(app.database.kind === 'postgres' ? 3 : 2);
    for (const { id } of pair) {
      const types = await journalTypes(app, id);
      expect(types.filter((type) => type === 'logout')).toHaveLength(2);
    }
    expect((await verifyJournal(app.ctx, () => {})).flaws).toEqual([]);
  }, 20_000);

  // ASVS 16.5.1, 16.5.2, 16.5.3
  it('answers 503 while the database takes no writes, loses nothing, and goes on when it does again', async () => {
    const fresh = await openTestApp(test().app.database.kind);
    try {
      const { app, call } = fresh;
      const who = await fresh.person();
      const session = await fresh.signIn(who);
      const { jwt } = await fresh.bearer(who);
      const before = await snapshot(app);
      const save = () => call('PUT', '/v1/users/account', { session, body: { user: { company: 'x' } } });
      await refuseWrites(fresh, true);
      for (let i = 0; i < 5; i++) {
        const refused = await save();
        expectError(refused, 'unavailable');
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      }
      // Requests that only read still work.
      expect((await call('GET', '/v1/users/self', { bearer: jwt })).status).toBe(200);
      await refuseWrites(fresh, false);
      expect(await snapshot(app)).toEqual(before);
      expect((await save()).status).toBe(200);
      expect((await verifyJournal(app.ctx, () => {})).flaws).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});

it.runIf(databaseKinds.includes('sqlite'))('a full disk is answered with 503 and loses nothing', async () => {
  const full = await openTestApp('sqlite');
  try {
    const { app, call } = full;
    const who = await full.person();
    const session = await full.signIn(who);
    const save = (fullname: string) =>
      call('PUT', '/v1/users/account', { session, body: { user: { fullname } } });
    const { page_count: pages } = (
      await sql<{ page_count: number }>`pragma page_count`.execute(app.database.migrations)
    ).rows[0] ?? { page_count: 0 };
    await sql.raw(`pragma max_page_count = ${pages + 3}`).execute(app.database.migrations);
    let acknowledged = '';
    let refused = 0;
    for (let i = 0; i < 200 && refused < 5; i++) {
      const response = await save(`Name ${i} ${'x'.repeat(80)}`);
      if (response.status === 200) acknowledged = response.body.user.fullname;
      else {
        expectError(response, 'unavailable');
        refused++;
      }
    }
    expect(refused).toBe(5);
    expect((await call('GET', '/v1/users/self', { session })).body.user.fullname).toBe(acknowledged);
    await sql.raw('pragma max_page_count = 1000000').execute(app.database.migrations);
    expect((await save('After')).status).toBe(200);
    expect((await verifyJournal(app.ctx, () => {})).flaws).toEqual([]);
  } finally {
    await full.close();
  }
});

/** Makes the database read-only: it refuses every write, as a read-only disk does, or a standby after a failover. */
async function refuseWrites({ app }: TestApp, on: boolean): Promise<void> {
  const { migrations, kind } = app.database;
  if (kind === 'sqlite') {
    await sql.raw(`pragma query_only = ${on ? 'on' : 'off'}`).execute(migrations);
    return;
  }
  // An administrator does it like this: the setting is for new sessions, and open ones are ended.
  await migrations.connection().execute(async (connection) => {
    await sql`set default_transaction_read_only = off`.execute(connection);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(connection);
    const setting = `default_transaction_read_only = ${on ? 'on' : 'off'}`;
    await sql.raw(`alter database "${rows[0]?.name}" set ${setting}`).execute(connection);
    await sql.raw(`set ${setting}`).execute(connection);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
    `.execute(connection);
  });
}
