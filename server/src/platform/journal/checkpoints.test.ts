import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { runCommand } from '../../../test/run-command.ts';
import type { Writer } from '../../db/open.ts';
import { days } from '../../kernel/clock.ts';

describe.each(databaseKinds)('what was taken out of the journal (%s)', (kind) => {
  let test: TestApp;
  let who: Person;
  let folder: string;
  let anchors: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loge-anchors-'));
    anchors = join(folder, 'anchors');
    test = await openTestApp(kind, { LOGE_JOURNAL_ANCHORS: anchors });
    who = await test.person();
    await test.person();
    await test.signIn(who);
  });
  afterEach(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As `loge journal verify` would end, and what it says. */
  const verify = async (expect?: string) => {
    const expecting = expect ? ['--expect', expect] : [];
    const { code, said } = await runCommand(test.app.ctx, 'journal', 'verify', ...expecting);
    return { code, said: said.join('\n') };
  };
  /** By somebody with the database's password, past foreign keys and past us. */
  const byHand = async (work: (writer: Writer) => Promise<unknown>) => {
    const { database } = test.app;
    if (database.kind === 'sqlite') await sql`pragma foreign_keys = off`.execute(database.migrations);
    await database.transaction(async (writer) => {
      if (database.kind === 'postgres')
        await sql`set local session_replication_role = replica`.execute(writer);
      await work(writer);
    });
    if (database.kind === 'sqlite') await sql`pragma foreign_keys = on`.execute(database.migrations);
  };
  const tables = [
    'journal',
    'journal_payloads',
    'journal_heads',
    'journal_covered',
    'journal_checkpoints',
  ] as const;
  const copyOf = async (names: readonly (typeof tables)[number][]) =>
    Promise.all(
      names.map(
        async (name) => [name, await test.app.ctx.reader.selectFrom(name).selectAll().execute()] as const,
      ),
    );
  const putBack = (copy: Awaited<ReturnType<typeof copyOf>>) =>
    byHand(async (writer) => {
      for (const [name] of [...copy].reverse()) await writer.deleteFrom(name).execute();
      for (const [name, rows] of copy)
        if (rows.length > 0)
          await writer
            .insertInto(name)
            .values(rows as never)
            .execute();
    });

  it('is noticed: a tail that was cut, with the older signed head put back', async () => {
    const before = await copyOf(['journal', 'journal_payloads', 'journal_heads']);
    await test.signIn(who);
    expect(await test.app.checkpoints.make()).toMatch(/^1:[\w-]{43}$/);
    expect((await verify()).code).toBe(0);
    await putBack(before);
    const found = await verify();
    expect(found.code).toBe(1);
    expect(found.said).toContain('a checkpoint covers this row, which is not there any more');
    // What is written from now on does not hide it.
    await test.signIn(who);
    await test.signIn(who);
    await test.app.checkpoints.make();
    expect((await verify()).code).toBe(1);
  });

  // ASVS 16.4.2, 16.4.3
  it('is noticed from outside: the checkpoints cut with it, by what was logged and by the file', async () => {
    const first = await test.app.checkpoints.make();
    const before = await copyOf(tables);
    await test.signIn(who);
    const second = await test.app.checkpoints.make();
    expect(second).toMatch(/^2:/);
    expect(readFileSync(anchors, 'utf8').trim().split('\n')).toEqual([
      `${first} 2026-11-23T12:00:00.000Z`,
      `${second} 2026-11-23T12:00:00.000Z`,
    ]);
    const whole = await verify(String(second));
    expect([whole.code, whole.said]).toEqual([0, expect.stringContaining(`for --expect: ${second}`)]);
    await putBack(before);
    // By the file.
    expect((await verify()).code).toBe(1);
    rmSync(anchors);
    expect((await verify()).code).toBe(0);
    const found = await verify(String(second));
    expect([found.code, found.said]).toEqual([1, expect.stringContaining('checkpoint 2 that was expected')]);
    expect((await verify(String(first))).code).toBe(0);
    expect((await verify('nonsense')).code).toBe(1);
  });

  it('is noticed: a living account’s payload', async () => {
    await byHand((writer) =>
      writer.deleteFrom('journal_payloads').where('account_id', '=', who.id).execute(),
    );
    const found = await verify();
    expect(found.code).toBe(1);
    expect(found.said).toContain('the payload was removed, though nothing was erased');
  });

  it('is noticed: the platform’s whole chain', async () => {
    await test.bearer(who);
    expect((await verify()).code).toBe(0);
    await byHand(async (writer) => {
      for (const name of ['journal_payloads', 'journal', 'journal_heads'] as const)
        await writer.deleteFrom(name).where('account_id', '=', 'platform').execute();
    });
    expect((await verify()).code).toBe(1);
  });

  it('is noticed: a checkpoint, or what the last one covers', async () => {
    await test.app.checkpoints.make();
    await test.signIn(who);
    await test.app.checkpoints.make();
    rmSync(anchors);
    const kept = await copyOf(tables);
    const spoil: ((writer: Writer) => Promise<unknown>)[] = [
      (writer) => writer.deleteFrom('journal_checkpoints').where('nth', '=', 1).execute(),
      (writer) => writer.deleteFrom('journal_checkpoints').where('nth', '=', 2).execute(),
      (writer) => writer.deleteFrom('journal_checkpoints').execute(),
      (writer) => writer.deleteFrom('journal_covered').where('account_id', '=', who.id).execute(),
      (writer) => writer.updateTable('journal_covered').set({ seq: 1 }).execute(),
      (writer) =>
        writer.updateTable('journal_checkpoints').set({ at: 'then' }).where('nth', '=', 2).execute(),
      (writer) =>
        writer.updateTable('journal_checkpoints').set({ signature: 'AAAA' }).where('nth', '=', 1).execute(),
    ];
    for (const [index, work] of spoil.entries()) {
      await byHand(work);
      expect((await verify()).code, `spoilt ${index}`).toBe(1);
      await putBack(kept);
      expect((await verify()).code).toBe(0);
    }
  });

  it('makes no checkpoint when nothing happened, and sees no theft in what is forgotten by rule', async () => {
    await test.call('POST', '/v1/sessions', {
      body: { session: { login: 'nobody@example.test', password: 'no such thing here' } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(await test.app.checkpoints.make()).not.toBeNull();
    expect(await test.app.checkpoints.make()).toBeNull();
    test.clock.advance(days(31));
    await test.app.housekeeping.sweep();
    expect((await verify()).code).toBe(0);
    expect(existsSync(anchors)).toBe(true);
  });
});
