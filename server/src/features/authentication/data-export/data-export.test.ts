import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { days, hours, minutes } from '../../../kernel/clock.ts';

onEachDatabase('a copy of one’s data', (test) => {
  const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
  const path = '/v1/users/self/export';
  const ask = (session: string) => call('POST', path, { session, body: {} });
  const state = async (session: string) => (await call('GET', path, { session })).body.export;
  const fetchIt = (session: string, token: string) =>
    call('POST', `${path}/download`, { session, body: { token } });
  const readyMail = (who: Person, locale = 'en') =>
    test().mailTo(who.email, locale === 'fr' ? /est prête/ : /is ready/);
  const made = async (options: Parameters<ReturnType<typeof test>['person']>[0] = {}) => {
    const who = await test().person(options);
    const session = await test().signIn(who, true);
    expect((await ask(session)).status).toBe(202);
    return { who, session, token: linkToken(await readyMail(who, options.locale)) };
  };
  const filesOf = (base64: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(unzipSync(Buffer.from(base64, 'base64'))).map(([name, bytes]) => [
        name,
        strFromU8(bytes),
      ]),
    );
  const nothing = { requested_at: null, ready_at: null, expires_at: null, failed_at: null };
  const instant = (ms = 0) => new Date(test().clock.now() + ms).toISOString();
  const database = () => test().app.database.migrations.withTables<Record<string, Record<string, unknown>>>();

  // ASVS 5.4.1, 14.2.7
  it('is asked for, made, told of by two mails, and fetched for a day', async () => {
    const who = await test().person();
    const session = await test().signIn(who, true);
    expect(await state(session)).toEqual(nothing);
    expect((await ask(session)).status).toBe(202);
    expect(await state(session)).toEqual({ ...nothing, requested_at: instant() });
    const asked = await test().mailTo(who.email, /copy of your data was asked for/);
    expect(asked.text).not.toContain('token=');
    const ready = await readyMail(who);
    expect(ready.text).toContain('24 hours');
    const expires = instant(hours(24));
    expect(await state(session)).toMatchObject({ ready_at: instant(), expires_at: expires, failed_at: null });
    const token = linkToken(ready);
    const { status, body } = await fetchIt(session, token);
    expect(status).toBe(200);
    expect(body.export.name).toMatch(new RegExp(`^${who.username}-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
    // The copy can be fetched again while it is there, since a download may break off.
    test().clock.advance(hours(24) - 1);
    expect((await fetchIt(session, token)).body.export).toEqual(body.export);
    test().clock.advance(1);
    expect(fieldCode(await fetchIt(session, token), 'token')).toBe('expired_link');
    expect(await state(session)).toEqual(nothing);
    expect(await journalTypes(test().app, who.id)).toEqual(
      expect.arrayContaining(['export_requested', 'export_made', 'export_downloaded']),
    );
  });

  it('goes to its own account’s page only', async () => {
    const { who, token } = await made();
    const stranger = await test().person();
    const foreign = await test().signIn(stranger);
    expect(fieldCode(await fetchIt(foreign, token), 'token')).toBe('invalid_link');
    expectError(await call('POST', `${path}/download`, { body: { token } }), 'not_authenticated');
    // No API token fetches the whole copy, whatever else it may do.
    const { jwt } = await test().bearer(who);
    const byToken = await call('POST', `${path}/download`, { bearer: jwt, body: { token } });
    expectError(byToken, 'not_authenticated');
    expect(await journalTypes(test().app, who.id)).not.toContain('export_downloaded');
  });

  it('asks for proof', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const { jwt } = await test().bearer(who);
    test().clock.advance(minutes(11));
    expectError(await ask(session), 'proof_required');
    expectError(await call('POST', path, { bearer: jwt, body: {} }), 'proof_required');
    const body = { current_password: who.password };
    expect((await call('POST', path, { bearer: jwt, body })).status).toBe(202);
  });

  it.each([
    ['en', 'Your data at', /Made on 20\d\d-/],
    ['fr', 'Vos données chez', /Copie du 20\d\d-/],
  ])('holds a page to read it all, in %s', async (locale, title, made_on) => {
    const { session, token } = await made({ locale });
    const { 'index.html': index = '', ...files } = filesOf(
      (await fetchIt(session, token)).body.export.zip_base64,
    );
    expect(index).toMatch(/^<!doctype html>\n<html lang="\w\w"><meta charset="utf-8">/);
    expect(index).toContain(`<html lang="${locale}">`);
    expect(index).toContain(`<h1>${title}`);
    expect(index).toMatch(made_on);
    expect(Object.keys(files).length).toBeGreaterThan(8);
    for (const [name, text] of Object.entries(files)) {
      expect(() => JSON.parse(text), name).not.toThrow();
      expect(index).toContain(`<a href="${name}">${name}</a>`);
    }
  });

  // ASVS 1.2.1, 3.2.2
  it('cannot be made to run anything: what members typed is text there', async () => {
    const { who, session } = await made();
    const company = '</pre><script>alert(1)</script>';
    await call('PUT', '/v1/users/account', { session, body: { user: { company } } });
    await ask(session);
    const token = linkToken(await readyMail(who));
    const { 'index.html': index, 'account.json': account = '' } = filesOf(
      (await fetchIt(session, token)).body.export.zip_base64,
    );
    expect(JSON.parse(account)).toMatchObject({ company });
    expect(index).not.toContain('<script');
    expect(index).toContain('&lt;script&gt;');
  });

  // ASVS 14.2.4, 15.3.1
  it('holds nothing that opens anything, and nothing of anybody else', async () => {
    const other = await test().person();
    const { who, session, token } = await made();
    await test().bearer(who);
    test().clock.advance(1000);
    await ask(session);
    const all = Object.values(
      filesOf((await fetchIt(session, linkToken(await readyMail(who)))).body.export.zip_base64),
    ).join('\n');
    expect(all).toContain(who.email);
    const secret = /hash|secret|sealed|salt|signature|commitment|payload|private/;
    let looked = 0;
    for (const { name } of await test().app.database.migrations.introspection.getTables()) {
      for (const row of await database().selectFrom(name).selectAll().execute()) {
        for (const [column, value] of Object.entries(row)) {
          if (!secret.test(column) || typeof value !== 'string' || value.length < 16) continue;
          looked++;
          expect(all.includes(value), `${name}.${column}`).toBe(false);
        }
      }
    }
    expect(looked).toBeGreaterThan(10);
    for (const hidden of [session, token, other.id, other.email, other.username])
      expect(all.includes(hidden), hidden).toBe(false);
  });

  it('is made once for two requests at once; the waiting one is not repeated', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(session)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    await readyMail(who);
    const rows = await database()
      .selectFrom('data_exports')
      .selectAll()
      .where('account_id', '=', who.id)
      .execute();
    expect(rows).toHaveLength(1);
  });

  describe('when it cannot be made', () => {
    /** Writes something that no export can read. */
    const broken = async (who: Person) => {
      const read = () =>
        database().selectFrom('journal_payloads').selectAll().where('account_id', '=', who.id);
      const rows = await read().execute();
      const write = (data: (row: (typeof rows)[number]) => unknown) =>
        Promise.all(
          rows.map((row) =>
            database()
              .updateTable('journal_payloads')
              .set({ data: String(data(row)) })
              .where('journal_id', '=', row.journal_id as string)
              .execute(),
          ),
        );
      await write(() => 'not JSON');
      return () => write(({ data }) => data);
    };
    const deadJobs = () =>
      database()
        .selectFrom('jobs')
        .selectAll()
        .where('kind', '=', 'data-export.make')
        .where('dead_at', 'is not', null)
        .execute();

    it('says so after an hour, and can be asked for again, though the job has died', async () => {
      const who = await test().person();
      const session = await test().signIn(who, true);
      const repair = await broken(who);
      await ask(session);
      await test().drain();
      test().clock.advance(minutes(60) - 1);
      expect(await state(session)).toMatchObject({ requested_at: expect.any(String), failed_at: null });
      test().clock.advance(1);
      expect(await state(session)).toEqual({ ...nothing, failed_at: instant() });
      // Enough time for all sixteen tries, which take two days.
      const before = (await deadJobs()).length;
      for (let i = 0; i < 20; i++) {
        test().clock.advance(hours(4));
        await test().drain();
      }
      expect((await deadJobs()).length).toBe(before + 1);
      await repair();
      const fresh = await test().signIn(who);
      expect((await ask(fresh)).status).toBe(202);
      expect(await state(fresh)).toMatchObject({ requested_at: instant(), failed_at: null });
      const token = linkToken(await readyMail(who));
      expect((await fetchIt(fresh, token)).status).toBe(200);
    });

    it('a late success counts: its mail comes and its link works', async () => {
      const who = await test().person();
      const session = await test().signIn(who, true);
      const repair = await broken(who);
      await ask(session);
      await test().drain();
      test().clock.advance(hours(2));
      expect(await state(session)).toMatchObject({ failed_at: expect.any(String) });
      await repair();
      const token = linkToken(await readyMail(who));
      expect((await fetchIt(session, token)).status).toBe(200);
      expect(await state(session)).toMatchObject({ ready_at: instant(), failed_at: null });
      test().clock.advance(days(2));
      expect(await state(session)).toEqual(nothing);
    });
  });
});
