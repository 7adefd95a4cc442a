import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import type { Writer } from '../../db/open.ts';
import { verifyJournal } from '../../features/security-log/feature.ts';
import { commandActor } from '../../kernel/actor.ts';
import { Keyring } from '../crypto/keyring.ts';
import { SecretKey } from '../crypto/secret-key.ts';

onEachDatabase('the journal', (test) => {
  let who: Person;
  const verify = () => verifyJournal(test().app.ctx, () => {});
  const flaws = async () => (await verify()).flaws;

  /** Alters the database as somebody with its password could: past foreign keys, and without Loge. */
  const byHand = async (work: (writer: Writer) => Promise<unknown>) => {
    const { database } = test().app;
    if (database.kind === 'sqlite') await sql`pragma foreign_keys = off`.execute(database.migrations);
    await database.transaction(async (writer) => {
      if (database.kind === 'postgres')
        await sql`set local session_replication_role = replica`.execute(writer);
      await work(writer);
    });
    if (database.kind === 'sqlite') await sql`pragma foreign_keys = on`.execute(database.migrations);
  };
  const copy = async () => {
    const { reader } = test().app.ctx;
    return {
      journal: await reader.selectFrom('journal').selectAll().execute(),
      journal_payloads: await reader.selectFrom('journal_payloads').selectAll().execute(),
      journal_heads: await reader.selectFrom('journal_heads').selectAll().execute(),
    };
  };
  let kept: Awaited<ReturnType<typeof copy>>;
  const putBack = () =>
    byHand(async (writer) => {
      await writer.deleteFrom('journal_payloads').execute();
      await writer.deleteFrom('journal').execute();
      await writer.deleteFrom('journal_heads').execute();
      await writer.insertInto('journal').values(kept.journal).execute();
      await writer.insertInto('journal_payloads').values(kept.journal_payloads).execute();
      await writer.insertInto('journal_heads').values(kept.journal_heads).execute();
    });
  const rowOf = (seq: number) => {
    const row = kept.journal.find((one) => one.account_id === who.id && one.seq === seq);
    if (!row) throw new Error(`no row ${seq}`);
    return row;
  };

  beforeAll(async () => {
    who = await test().person();
    await test().person();
    await test().bearer(who);
    kept = await copy();
  });
  afterEach(async () => {
    await putBack();
    expect(await flaws()).toEqual([]);
  });

  it('holds: every chain, the platform’s too', async () => {
    const { chains, rows, flaws: found } = await verify();
    expect([chains, rows, found]).toEqual([3, kept.journal.length, []]);
    expect(kept.journal_heads.map((head) => head.account_id)).toContain('platform');
  });

  // These tests alter the third of the account's rows, in the middle of its chain.
  it.each(['id', 'account_id', 'seq', 'at', 'type', 'actor', 'commitment', 'hash'] as const)(
    'shows that %s of a row was altered',
    async (column) => {
      const value = column === 'seq' ? 999 : `${rowOf(3)[column]}x`;
      await byHand((writer) =>
        writer
          .updateTable('journal')
          .set({ [column]: value })
          .where('id', '=', rowOf(3).id)
          .execute(),
      );
      expect((await flaws()).length).toBeGreaterThan(0);
    },
  );

  it.each(['journal_id', 'account_id', 'salt', 'data'] as const)(
    'shows that %s of a payload was altered',
    async (column) => {
      const { id } = rowOf(3);
      const payload = kept.journal_payloads.find((one) => one.journal_id === id);
      await byHand((writer) =>
        writer
          .updateTable('journal_payloads')
          .set({ [column]: `${payload?.[column]} ` })
          .where('journal_id', '=', id)
          .execute(),
      );
      expect((await flaws()).length).toBeGreaterThan(0);
    },
  );

  it.each(['account_id', 'seq', 'hash', 'signature'] as const)(
    'shows that %s of a head was altered',
    async (column) => {
      const head = kept.journal_heads.find((one) => one.account_id === who.id);
      const value = column === 'seq' ? Number(head?.seq) - 1 : `A${head?.[column]}`;
      await byHand((writer) =>
        writer
          .updateTable('journal_heads')
          .set({ [column]: value })
          .where('account_id', '=', who.id)
          .execute(),
      );
      expect((await flaws()).length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['first', 1],
    ['one in the middle', 3],
    ['last', 0],
  ])('shows that a row is gone: the %s', async (_what, seq) => {
    const last = kept.journal.filter((row) => row.account_id === who.id).length;
    const { id } = rowOf(seq || last);
    await byHand(async (writer) => {
      await writer.deleteFrom('journal_payloads').where('journal_id', '=', id).execute();
      await writer.deleteFrom('journal').where('id', '=', id).execute();
    });
    expect((await flaws()).length).toBeGreaterThan(0);
  });

  it('shows that the last row is gone even when the head was set back with it', async () => {
    const last = kept.journal.filter((row) => row.account_id === who.id).length;
    await byHand(async (writer) => {
      await writer.deleteFrom('journal').where('id', '=', rowOf(last).id).execute();
      await writer
        .updateTable('journal_heads')
        .set({ seq: last - 1, hash: rowOf(last - 1).hash })
        .where('account_id', '=', who.id)
        .execute();
    });
    expect((await flaws()).length).toBeGreaterThan(0);
  });

  // ASVS 16.4.2
  it('shows that two rows changed places', async () => {
    const [two, three] = [rowOf(2), rowOf(3)];
    await byHand(async (writer) => {
      const place = (id: string, seq: number) =>
        writer.updateTable('journal').set({ seq }).where('id', '=', id).execute();
      await place(two.id, -1);
      await place(three.id, two.seq);
      await place(two.id, three.seq);
    });
    expect((await flaws()).length).toBeGreaterThan(0);
  });

  it('shows that two payloads changed places', async () => {
    const [two, three] = [rowOf(2), rowOf(3)];
    const payload = (id: string) => kept.journal_payloads.find((one) => one.journal_id === id);
    await byHand(async (writer) => {
      for (const [id, from] of [
        [two.id, three.id],
        [three.id, two.id],
      ] as const) {
        const { salt = '', data = '' } = payload(from) ?? {};
        await writer
          .updateTable('journal_payloads')
          .set({ salt, data })
          .where('journal_id', '=', id)
          .execute();
      }
    });
    expect((await flaws()).length).toBeGreaterThan(0);
  });

  it('shows a row that was added, and a chain that is gone altogether', async () => {
    await byHand((writer) =>
      writer
        .insertInto('journal')
        .values({ ...rowOf(3), id: 'added', seq: 999 })
        .execute(),
    );
    expect((await flaws()).length).toBeGreaterThan(0);
    await putBack();
    await byHand(async (writer) => {
      await writer.deleteFrom('journal_payloads').where('account_id', '=', who.id).execute();
      await writer.deleteFrom('journal').where('account_id', '=', who.id).execute();
      await writer.deleteFrom('journal_heads').where('account_id', '=', who.id).execute();
    });
    expect(await flaws()).toEqual([{ accountId: who.id, seq: null, what: 'the account has no journal' }]);
  });

  // ASVS 16.4.2
  it('cannot be written anew by somebody without the secret key', async () => {
    const { app } = test();
    const found = await verifyJournal(
      { ...app.ctx, keyring: new Keyring(new SecretKey('another key, as long as it is wrong')) },
      () => {},
    );
    // Every payload and every head shows a flaw.
    expect(found.flaws.length).toBe(kept.journal.length + kept.journal_heads.length);
  });

  it('still holds when payloads were erased with their salts, and that was recorded; not when they are just gone', async () => {
    const gone = () =>
      byHand((writer) => writer.deleteFrom('journal_payloads').where('account_id', '=', who.id).execute());
    await gone();
    expect((await flaws()).map(({ what }) => what)).toContain(
      'the payload was removed, though nothing was erased',
    );
    await putBack();
    await gone();
    await test().app.ctx.write(commandActor('test'), (tx) =>
      tx.record({ type: 'account_erased', accountId: who.id, data: {} }),
    );
    expect(await flaws()).toEqual([]);
    const session = await test().signIn(who);
    const { body } = await test().call('GET', '/v1/events', { session });
    expect(body.events.at(-1)).toMatchObject({ type: 'new_user', type_data: {} });
  });

  it('holds while a server writes to it', async () => {
    const session = await test().signIn(who);
    let writing = true;
    const writer = (async () => {
      for (let i = 0; writing; i++)
        await test().call('PUT', '/v1/users/account', { session, body: { user: { company: `C ${i}` } } });
    })();
    for (let i = 0; i < 30; i++) expect(await flaws()).toEqual([]);
    writing = false;
    await writer;
  });

  // ASVS 14.2.4
  it('keeps what people wrote and where they came from out of the chained part', async () => {
    const chained = JSON.stringify(kept.journal);
    for (const personal of [who.email, who.username, '127.0.0.1', 'test'])
      expect(chained).not.toContain(personal);
  });
});
