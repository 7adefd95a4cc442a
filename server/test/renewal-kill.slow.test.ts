import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../src/db/open.ts';
import { effort, lots, progress, tell } from './effort.ts';
import { type FakeGitLab, startGitLab } from './fakes/gitlab.ts';
import { freePort } from './free-port.ts';
import { databaseKinds, linkToken, testPassword } from './harness.ts';
import { runLoge, type ServerProcess, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { startSmtp, type TestSmtp } from './smtp.ts';

const rounds = effort(5, 100);
const lot = lots();
/** As long as a renewal may be cut off, and a job be locked by a node that died. */
const lapsedMs = 60_000;

interface Linked {
  readonly email: string;
  readonly cookie: string;
}

describe.each(databaseKinds)('a node killed around a renewal of provider tokens (%s)', (kind) => {
  let smtp: TestSmtp;
  let gitLab: FakeGitLab;
  let data: string;
  let port: number;
  let settings: Record<string, string>;
  let database: Database;
  const name = `renewal_${process.pid}_${Date.now()}`;

  beforeAll(async () => {
    [smtp, gitLab] = [await startSmtp(), await startGitLab()];
    data = mkdtempSync(join(tmpdir(), 'loge-renewal-'));
    port = await freePort();
    // Tokens of a minute are due for renewal as soon as they are there.
    const application = gitLab.register({
      redirectUri: `http://localhost:${port}/users/gitlab/callback`,
      tokenSeconds: 60,
    });
    const databaseUrl = kind === 'postgres' ? await createDatabase(inject('postgresAdminUrl'), name) : '';
    settings = {
      LOGE_SMTP_URL: smtp.url,
      LOGE_THROTTLING: 'off',
      DATABASE_URL: databaseUrl,
      LOGE_OUTBOUND_ALLOW: '127.0.0.1',
      LOGE_GITLAB_URL: gitLab.origin,
      LOGE_GITLAB_CLIENT_ID: application.id,
      LOGE_GITLAB_CLIENT_SECRET: application.secret,
    };
    expect((await runLoge(['migrate', '--data', data], settings)).code).toBe(0);
    database = openDatabase({ databaseUrl, dataDirectory: data });
  });
  afterAll(async () => {
    await database?.close();
    await smtp?.stop();
    await gitLab?.stop();
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(data, { recursive: true, force: true });
  });

  const start = () => startLoge(['--data', data], port, settings);
  const send = async (server: ServerProcess, method: string, path: string, cookie = '', body?: unknown) =>
    fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: server.url, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const path = '/v1/scm_integrations';

  /** Signs somebody up and links their account at GitLab. */
  const link = async (server: ServerProcess, n: number): Promise<Linked> => {
    const [email, username] = [`r${n}@example.test`, `r${n}`];
    gitLab.addMember({ username });
    const user = { email, username, password: testPassword };
    expect((await send(server, 'POST', '/v1/users', '', { user })).status).toBe(201);
    const session = { login: username, password: testPassword, remember: true };
    const signedIn = await send(server, 'POST', '/v1/sessions', '', { session });
    const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
    const mail = await smtp.waitFor((each) => each.to.includes(email));
    const confirmed = await send(server, 'POST', '/v1/users/confirmation', cookie, {
      token: linkToken(mail),
    });
    expect(confirmed.status).toBe(200);
    const authorization = { scm_type: 'gitlab' };
    const begun = await send(server, 'POST', `${path}/authorizations`, cookie, { authorization });
    const { url } = JSON.parse(await begun.text()).authorization;
    const back = new URL(gitLab.approve(url, username)).searchParams;
    const made = await send(server, 'POST', `${path}/authorizations/complete`, cookie, {
      authorization: { scm_type: 'gitlab', state: back.get('state'), code: back.get('code') },
    });
    expect(made.status).toBe(201);
    return { email, cookie };
  };

  it(`loses no link without its state saying so: ${rounds} rounds`, async () => {
    let server = await start();
    const members: Linked[] = [];
    for (let n = 0; n < rounds; n++) members.push(await link(server, n));
    for (const [round, { cookie }] of members.entries()) {
      progress('renewals killed', round, rounds);
      const asked = gitLab.count('POST /oauth/token');
      const cut = send(server, 'GET', `${path}/gitlab/search_repos?query=x`, cookie).catch(() => null);
      // Mostly from the moment in which the provider is asked, until after the pair is kept; now and then before.
      const early = lot() < 0.15;
      while (!early && gitLab.count('POST /oauth/token') === asked) await turn();
      const wait = lot() * 14 - 3;
      if (wait > 0) await pause(wait);
      await server.kill('SIGKILL');
      await cut;
      server = await start();
    }
    await server.kill('SIGKILL');
    await passTime(database, lapsedMs);
    server = await start();
    const ends = { works: 0, reconnect: 0 };
    for (const { email, cookie } of members) {
      const used = await send(server, 'GET', `${path}/gitlab/search_repos?query=x`, cookie);
      const shown = await send(server, 'GET', `${path}/gitlab`, cookie);
      const { state } = JSON.parse(await shown.text()).scm_integration;
      expect([used.status, state]).toEqual(used.status === 200 ? [200, 'ok'] : [403, 'revoked']);
      if (used.status === 200) ends.works++;
      else {
        ends.reconnect++;
        await smtp.waitFor((mail) => mail.to.includes(email) && /does not work/.test(mail.subject));
      }
    }
    await server.kill('SIGTERM');
    expect(ends.works + ends.reconnect).toBe(rounds);
    tell(
      kind,
      'links whose node was killed around a renewal',
      `${rounds} rounds`,
      `${ends.works} work, ${ends.reconnect} say that they have to be connected again`,
    );
  });
});

/** Makes everything that waits for an instant older, as if time had passed. */
async function passTime(database: Database, ms: number): Promise<void> {
  const before = (instant: string) => new Date(Date.parse(instant) - ms).toISOString();
  const tables = database.migrations.withTables<{
    integrations: { id: string; renewal_began_at: string | null };
    jobs: { id: string; run_at: string; locked_until: string | null; done_at: string | null };
  }>();
  for (const { id, renewal_began_at: began } of await tables.selectFrom('integrations').selectAll().execute())
    if (began)
      await tables
        .updateTable('integrations')
        .set({ renewal_began_at: before(began) })
        .where('id', '=', id)
        .execute();
  const jobs = await tables.selectFrom('jobs').selectAll().where('done_at', 'is', null).execute();
  for (const { id, run_at, locked_until } of jobs)
    await tables
      .updateTable('jobs')
      .set({ run_at: before(run_at), locked_until: locked_until && before(locked_until) })
      .where('id', '=', id)
      .execute();
}
