import type { Reader } from '../../db/open.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { anchorOf, CheckpointSum, firstCheckpoint, hashCheckpoint, readAnchor } from './checkpoint.ts';
import type { Flaw } from './flaw.ts';

const rowsAtATime = 1000;
/** How often the sum is tried again, because a running server may make a checkpoint between two looks. */
const attempts = 5;

/** The account named in a flaw of the whole journal. */
const journal = 'journal';

/**
 * Verifies the chain of checkpoints, that every row they cover is there, and that every expected checkpoint is there.
 * @param expected anchors, as they were logged.
 * @returns the anchor of the last checkpoint; null before the first.
 */
export async function verifyCheckpoints(
  reader: Reader,
  keyring: Keyring,
  expected: readonly string[],
  flaws: Flaw[],
): Promise<string | null> {
  const flaw = (what: string) => flaws.push({ accountId: journal, seq: null, what });
  const wanted = new Map<number, string>();
  for (const text of expected) {
    const anchor = readAnchor(text);
    if (anchor) wanted.set(anchor.nth, anchor.hash);
    else flaw(`"${text}" is no anchor`);
  }
  const last = await verifyChain(reader, keyring, wanted, flaw);
  for (const [nth] of wanted)
    flaw(`checkpoint ${nth} that was expected is not there: rows were taken away, or an older copy put back`);
  await verifySum(reader, keyring, flaw);
  await findUncovered(reader, flaws);
  return last;
}

async function verifyChain(
  reader: Reader,
  keyring: Keyring,
  wanted: Map<number, string>,
  flaw: (what: string) => void,
): Promise<string | null> {
  let previous = { nth: 0, hash: firstCheckpoint };
  for (;;) {
    const rows = await reader
      .selectFrom('journal_checkpoints')
      .selectAll()
      .where('nth', '>', previous.nth)
      .orderBy('nth')
      .limit(rowsAtATime)
      .execute();
    if (rows.length === 0) return previous.nth === 0 ? null : anchorOf(previous);
    for (const row of rows) {
      if (row.nth !== previous.nth + 1) flaw(`checkpoint ${previous.nth + 1} is missing`);
      if (hashCheckpoint(previous.hash, row) !== row.hash)
        flaw(`checkpoint ${row.nth} or one before it was altered`);
      if (!keyring.headIsSigned(row.hash, row.signature))
        flaw(`checkpoint ${row.nth} is not signed by this secret key`);
      if (wanted.get(row.nth) === row.hash) wanted.delete(row.nth);
      previous = row;
    }
  }
}

/** Compares the last checkpoint's sum with the rows of `journal_covered`. */
async function verifySum(reader: Reader, keyring: Keyring, flaw: (what: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await lastCheckpoint(reader);
    const stated = before ? CheckpointSum.read(keyring, before.sum) : CheckpointSum.empty(keyring.present);
    const { sum, chains } = await sumOfCovered(
      reader,
      (stated ?? CheckpointSum.empty(keyring.present)).emptied(),
    );
    const after = await lastCheckpoint(reader);
    if (before?.nth !== after?.nth && attempt < attempts) continue;
    if (!stated?.equals(sum) || chains !== (after?.chains ?? 0))
      flaw('what the last checkpoint covers was altered');
    return;
  }
}

export const lastCheckpoint = (reader: Reader) =>
  reader.selectFrom('journal_checkpoints').selectAll().orderBy('nth', 'desc').limit(1).executeTakeFirst();

/** Adds all rows of `journal_covered` to a sum. @param sum is empty. */
export async function sumOfCovered(
  reader: Reader,
  sum: CheckpointSum,
): Promise<{ sum: CheckpointSum; chains: number }> {
  let chains = 0;
  let after = '';
  for (;;) {
    const rows = await reader
      .selectFrom('journal_covered')
      .selectAll()
      .where('account_id', '>', after)
      .orderBy('account_id')
      .limit(rowsAtATime)
      .execute();
    const last = rows.at(-1);
    if (!last) return { sum, chains };
    for (const row of rows) sum.add(row);
    chains += rows.length;
    after = last.account_id;
  }
}

/** This is one statement, so that it sees a row and its cover at the same moment. */
async function findUncovered(reader: Reader, flaws: Flaw[]): Promise<void> {
  const rows = await reader
    .selectFrom('journal_covered')
    .leftJoin('journal', (join) =>
      join
        .onRef('journal.account_id', '=', 'journal_covered.account_id')
        .onRef('journal.seq', '=', 'journal_covered.seq'),
    )
    .select(['journal_covered.account_id as accountId', 'journal_covered.seq as seq'])
    .where((eb) =>
      eb.or([eb('journal.hash', 'is', null), eb('journal.hash', '!=', eb.ref('journal_covered.hash'))]),
    )
    .execute();
  for (const { accountId, seq } of rows)
    flaws.push({ accountId, seq, what: 'a checkpoint covers this row, which is not there any more' });
}
