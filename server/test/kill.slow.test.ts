import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Database, openDatabase } from '../src/db/open.ts';
import { effort, lots, progress, tell } from './effort.ts';
import { freePort } from './free-port.ts';
import { databaseKinds, isTo, testPassword } from './harness.ts';
import { runLoge, type ServerProcess, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { startSmtp, type TestSmtp } from './smtp.ts';

/** Counted, and not timed: a slow machine takes longer, and tries no less. */
const rounds = effort(10, 200);
const lot = lots();

/** Somebody whose sign-up was acknowledged, and how far changes of their name got. */
interface Member {
  readonly email: string;
  readonly username: string;
  cookie: string;
  acknowledged: number;
  attempted: number;
}

describe.each(databaseKinds)('a server killed at any moment (%s)', (kind) => {
  let smtp: TestSmtp;
  let data: string;
  let port: number;
  let settings: Record<string, string>;
  let database: Database;
  const name = `kill_${process.pid}_${Date.now()}`;
  const members: Member[] = [];
  let tried = 0;

  beforeAll(async () => {
    smtp = await startSmtp();
    data = mkdtempSync(join(tmpdir(), 'loge-kill-'));
    port = await freePort();
    const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
    settings = { LOGE_SMTP_URL: smtp.url, LOGE_THROTTLING: 'off', DATABASE_URL: databaseUrl };
    expect((await runLoge(['migrate', '--data', data], settings)).code).toBe(0);
    database = openDatabase({ databaseUrl, dataDirectory: data });
  });
  afterAll(async () => {
    await database?.close();
    await smtp?.stop();
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(data, { recursive: true, force: true });
  });

  const send = (server: ServerProcess, method: string, path: string, body: unknown, cookie = '') =>
    fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: server.url, cookie },
      body: JSON.stringify(body),
    });

  /** Signs people up until the server is gone. */
  const signUpOn = async (server: ServerProcess) => {
    for (;;) {
      const n = tried++;
      const [email, username] = [`k${n}@example.test`, `k${n}`];
      const answer = await send(server, 'POST', '/v1/users', {
        user: { email, username, password: testPassword, email_newsletter: true },
      });
      expect(answer.status).toBe(201);
      members.push({ email, username, cookie: '', acknowledged: 0, attempted: 0 });
    }
  };

  /** Changes one member's profile until the server is gone. */
  const changeOn = async (server: ServerProcess, member: Member) => {
    if (member.cookie === '') {
      const session = { login: member.username, password: testPassword, remember: true };
      const answer = await send(server, 'POST', '/v1/sessions', { session });
      expect(answer.status).toBe(201);
      member.cookie = String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
    }
    for (;;) {
      const fullname = `Name ${++member.attempted}`;
      const before = member.attempted;
      const answer = await send(server, 'PUT', '/v1/users/account', { user: { fullname } }, member.cookie);
      expect(answer.status).toBe(200);
      member.acknowledged = before;
    }
  };

  /** The end of a connection is what a kill looks like from outside; anything else is a failure. */
  const untilGone = async (work: Promise<never>) => {
    await work.catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
    });
  };

  const holder = async (member: Member) =>
    database.reader
      .selectFrom('accounts')
      .selectAll()
      .where('username_key', '=', member.username)
      .executeTakeFirst();

  // ASVS 2.3.3
  it(`loses nothing in ${rounds} rounds that it acknowledged`, { timeout: 0 }, async () => {
    for (let round = 0; round < rounds; round++) {
      progress(`kills, ${kind}`, round, rounds);
      const server = await startLoge(['--data', data], port, settings);
      const before = members.length;
      const changed = members.slice(-40).filter((_, i) => i % 20 === 0);
      const work = [untilGone(signUpOn(server)), untilGone(signUpOn(server))].concat(
        changed.map((member) => untilGone(changeOn(server, member))),
      );
      await vi.waitFor(() => expect(members.length).toBeGreaterThan(before), {
        timeout: 120_000,
        interval: 5,
      });
      // At a random moment of real work: the one place where a test may wait for nothing in particular.
      await pause(20 + lot() * 250);
      await server.kill('SIGKILL');
      await Promise.all(work);
      for (const member of [...members.slice(-5), ...changed]) {
        const row = await holder(member);
        expect(row, `${member.email} was acknowledged in round ${round}`).toBeDefined();
      }
    }
    expect(members.length).toBeGreaterThanOrEqual(rounds);

    const last = await startLoge(['--data', data], port, settings);
    const unfinished = () =>
      database.reader
        .selectFrom('jobs')
        .select('id')
        .where('done_at', 'is', null)
        .where('kind', '=', 'mail')
        .execute();
    // Jobs that a killed server had begun are free again after 25 s.
    await vi.waitFor(async () => expect(await unfinished()).toEqual([]), { timeout: 600_000, interval: 500 });
    expect(await last.kill('SIGTERM')).toBe(0);

    const lost = [];
    for (const member of members) {
      const row = await holder(member);
      const seen = Number(/^Name (\d+)$/.exec(row?.fullname ?? '')?.[1] ?? 0);
      if (!row || seen < member.acknowledged || seen > member.attempted) lost.push([member, row?.fullname]);
      const mails = smtp.mails.filter((mail) => isTo(mail, member.email) && /^Confirm/.test(mail.subject));
      // At least once; a second copy is the same message.
      if (new Set(mails.map(({ messageId }) => messageId)).size !== 1) lost.push([member, mails.length]);
    }
    expect(lost).toEqual([]);
    const changes = members.map(({ acknowledged }) => acknowledged).reduce((sum, one) => sum + one, 0);
    tell(
      kind,
      'killed at any moment under write load (SIGKILL)',
      `${rounds} rounds, ${members.length} sign-ups and ${changes} changes acknowledged`,
      'nothing acknowledged lost, every owed mail sent, as one message each',
    );
  });

  it('has made no account by halves', async () => {
    const { reader } = database;
    const accounts = (await reader.selectFrom('accounts').select('id').execute()).map(({ id }) => id).sort();
    const owners = (rows: { account_id: string | null }[]) => rows.map((row) => row.account_id).sort();
    expect(accounts.length).toBeGreaterThanOrEqual(members.length);
    expect(owners(await reader.selectFrom('passwords').select('account_id').execute())).toEqual(accounts);
    for (const claim of ['username', 'email'] as const) {
      const claims = reader.selectFrom('claims').select('account_id').where('kind', '=', claim);
      expect(owners(await claims.execute())).toEqual(accounts);
    }
    expect(owners(await reader.selectFrom('one_time_links').select('account_id').execute())).toEqual(
      accounts,
    );
    expect(owners(await reader.selectFrom('newsletter_consents').select('account_id').execute())).toEqual(
      accounts,
    );
    for (const type of ['new_user', 'newsletter_subscribed', 'confirmation_sent']) {
      const entries = reader.selectFrom('journal').select('account_id').where('type', '=', type);
      expect(owners(await entries.execute())).toEqual(accounts);
    }
    const jobs = (kind: string) =>
      reader.selectFrom('jobs').select('account_id').where('kind', '=', kind).execute();
    expect(owners(await jobs('sign-up.release-address'))).toEqual(accounts);
    // A sign-in whose answer the kill swallowed makes the next one a new browser's, which is mailed too.
    expect([...new Set(owners(await jobs('mail')))]).toEqual(accounts);
  });

  it('has a journal that holds, until one row is altered by hand', async () => {
    const verify = () => runLoge(['journal', 'verify', '--data', data], settings);
    const whole = await verify();
    expect([whole.code, whole.err]).toEqual([0, '']);
    expect(whole.out).toMatch(/^The journal holds: \d+ rows in \d+ chains\.\n$/);
    await database.transaction(async (writer) => {
      const row = await writer
        .selectFrom('journal')
        .select('id')
        .where('type', '=', 'new_user')
        .executeTakeFirstOrThrow();
      await writer
        .updateTable('journal')
        .set({ at: '2020-01-01T00:00:00.000Z' })
        .where('id', '=', row.id)
        .execute();
    });
    const altered = await verify();
    expect(altered.code).toBe(1);
    expect(altered.out).toContain('The journal does not hold');
    tell(
      kind,
      'the journal after those kills',
      whole.out.trim().replace(/^The journal holds: |\.$/g, ''),
      'holds; one row altered by hand is found',
    );
  }, 600_000);
});
