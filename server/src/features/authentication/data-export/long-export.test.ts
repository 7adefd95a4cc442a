import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databaseKinds,
  linkToken,
  openTestApp,
  type Person,
  type TestApp,
} from '../../../../test/harness.ts';
import type { Database, Writer } from '../../../db/open.ts';
import { makeLogger } from '../../../platform/log/logger.ts';

const rows = 20_000;
const atATime = 500;

/** Tells of each answer how many rows it had. */
function counted(database: Database, tell: (rows: number) => void): Database {
  const { reader } = database;
  const { query } = reader;
  const counting = (reader as Writer).withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      tell(result.rows.length);
      return result;
    },
  });
  return { ...database, reader: Object.assign(counting, query && { query }) };
}

describe.each(databaseKinds)('a copy of a long history (%s)', (kind) => {
  let opened: TestApp;
  let largest = 0;
  const test = () => opened;
  beforeAll(async () => {
    opened = await openTestApp(kind, {}, makeLogger('silent'), (database) =>
      counted(database, (found) => {
        largest = Math.max(largest, found);
      }),
    );
  });
  afterAll(() => opened?.close());

  /** As a busy script would have left it in years. */
  const fill = (who: Person) =>
    test().app.database.transaction(async (writer) => {
      const head = await writer
        .selectFrom('journal_heads')
        .select('seq')
        .where('account_id', '=', who.id)
        .executeTakeFirstOrThrow();
      for (let from = 1; from <= rows; from += 500) {
        const numbers = Array.from({ length: 500 }, (_, n) => head.seq + from + n);
        await writer
          .insertInto('journal')
          .values(
            numbers.map((seq) => ({
              id: `long-${seq}`,
              account_id: who.id,
              seq,
              at: '2026-11-23T12:00:00.000Z',
              type: 'logout',
              actor: 'test',
              commitment: '',
              hash: '',
            })),
          )
          .execute();
        await writer
          .insertInto('journal_payloads')
          .values(
            numbers.map((seq) => ({
              journal_id: `long-${seq}`,
              account_id: who.id,
              salt: '',
              data: JSON.stringify({ data: { nth: seq }, remote_ip: '203.0.113.9', user_agent: null }),
            })),
          )
          .execute();
      }
      await writer
        .updateTable('journal_heads')
        .set({ seq: head.seq + rows })
        .where('account_id', '=', who.id)
        .execute();
      return head.seq;
    });

  it('is made beside everything else: others are answered between its pages, and all of it is there', async () => {
    const who = await test().person();
    const session = await test().signIn(who, true);
    const before = await fill(who);
    await test().drain();
    expect((await test().call('POST', '/v1/users/self/export', { session, body: {} })).status).toBe(202);
    largest = 0;
    let turns = 0;
    let made = false;
    const count = () => {
      turns++;
      if (!made) setImmediate(count);
    };
    setImmediate(count);
    await test().drain();
    made = true;
    // A turn for each page at least, where one long turn would keep everybody waiting.
    expect(turns).toBeGreaterThan(rows / atATime);
    // No page is so long that reading it keeps everybody waiting.
    expect(largest).toBe(atATime);
    const token = linkToken(await test().mailTo(who.email, /is ready/));
    const { body } = await test().call('POST', '/v1/users/self/export/download', {
      session,
      body: { token },
    });
    const files = unzipSync(Buffer.from(body.export.zip_base64, 'base64'));
    const text = strFromU8(files['journal.json'] ?? new Uint8Array());
    const journal = JSON.parse(text);
    expect(journal.length).toBeGreaterThanOrEqual(before + rows);
    expect(text).toBe(JSON.stringify(journal, null, 2));
    expect(journal[before + rows - 1]).toMatchObject({ type: 'logout', data: { nth: before + rows } });
    const index = strFromU8(files['index.html'] ?? new Uint8Array());
    expect(index).toContain('The first 500; the file has all of them.');
    expect(index.length).toBeLessThan(500_000);
  });
});
