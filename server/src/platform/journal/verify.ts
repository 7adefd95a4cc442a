import type { Reader } from '../../db/open.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { keptMs } from '../jobs/housekeeping.ts';
import { unknownAccountsPrefix } from './append.ts';
import { chainStart, hashRow, headText, isCommitment } from './chain.ts';
import type { Flaw } from './flaw.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';

export interface Verification {
  readonly chains: number;
  readonly rows: number;
  readonly flaws: readonly Flaw[];
  /** The anchor of the last checkpoint, to be kept elsewhere; null before the first. */
  readonly anchor: string | null;
}

const chainsAtATime = 200;

interface Verifying {
  readonly reader: Reader;
  readonly keyring: Keyring;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** All accounts that must have a chain, so that a chain that is gone altogether is noticed. */
  readonly subjects: AsyncIterable<string>;
  /** Anchors that were kept elsewhere. */
  readonly expected: readonly string[];
  progress(chains: number): void;
}

/** Verifies every chain (order, links, commitments, signed head, erasures), and the checkpoints over all of them. */
export async function verifyJournal(verifying: Verifying): Promise<Verification> {
  const { reader, keyring, subjects, expected, progress } = verifying;
  const forgottenBefore = instantOf(verifying.now - keptMs);
  const flaws: Flaw[] = [];
  let chains = 0;
  let rows = 0;
  let after = '';
  for (;;) {
    const heads = await reader
      .selectFrom('journal_heads')
      .selectAll()
      .where('account_id', '>', after)
      .orderBy('account_id')
      .limit(chainsAtATime)
      .execute();
    const last = heads.at(-1);
    if (!last) break;
    after = last.account_id;
    for (const head of heads) {
      rows += await verifyChain(reader, keyring, head, forgottenBefore, flaws);
      chains++;
    }
    progress(chains);
  }
  for await (const id of subjects) {
    if (!(await hasHead(reader, id)))
      flaws.push({ accountId: id, seq: null, what: 'the account has no journal' });
  }
  await findBeyondHeads(reader, flaws);
  await findLoosePayloads(reader, flaws);
  const anchor = await verifyCheckpoints(reader, keyring, expected, flaws);
  return { chains, rows, flaws, anchor };
}

interface Head {
  account_id: string;
  seq: number;
  hash: string;
  signature: string;
}

async function verifyChain(
  reader: Reader,
  keyring: Keyring,
  head: Head,
  forgottenBefore: string,
  flaws: Flaw[],
): Promise<number> {
  const accountId = head.account_id;
  const found = await reader
    .selectFrom('journal')
    .leftJoin('journal_payloads', 'journal_payloads.journal_id', 'journal.id')
    .select([
      'journal.id as id',
      'journal.account_id as account_id',
      'journal.seq as seq',
      'journal.at as at',
      'journal.type as type',
      'journal.actor as actor',
      'journal.commitment as commitment',
      'journal.hash as hash',
      'journal_payloads.salt as salt',
      'journal_payloads.data as data',
      'journal_payloads.account_id as owner',
    ])
    .where('journal.account_id', '=', accountId)
    // Servers go on writing meanwhile. Rows after this head are left to the next verification.
    .where('journal.seq', '<=', head.seq)
    .orderBy('journal.seq')
    .execute();
  let previous = chainStart;
  let expected = 1;
  const erasedAt = found.findLast(({ type }) => type === 'account_erased')?.seq ?? 0;
  for (const { hash, salt, data, owner, ...row } of found) {
    const flaw = (what: string) => flaws.push({ accountId, seq: row.seq, what });
    if (row.seq !== expected) flaw(`row ${expected} is missing`);
    if (hashRow(previous, row) !== hash) flaw('the row or one before it was altered');
    // An erased payload has no salt, so its commitment cannot be checked.
    if (salt !== null && data !== null && !isCommitment(keyring, salt, data, row.commitment)) {
      flaw('the payload was altered');
    }
    // Only an erasure removes an account's payloads, and it leaves its own row after them. Those of unknown accounts expire.
    if (data === null && row.seq >= erasedAt && !isForgotten(row, forgottenBefore))
      flaw('the payload was removed, though nothing was erased');
    if (owner !== null && owner !== accountId) flaw('the payload is filed under another account');
    previous = hash;
    expected = row.seq + 1;
  }
  if (head.seq !== expected - 1 || head.hash !== previous) {
    flaws.push({
      accountId,
      seq: null,
      what: 'the head does not match the last row: rows are missing or added',
    });
  } else if (!keyring.headIsSigned(headText(accountId, head.seq, head.hash), head.signature)) {
    flaws.push({ accountId, seq: null, what: 'the head is not signed by this secret key' });
  }
  return found.length;
}

const isForgotten = (row: { account_id: string; at: string }, before: string): boolean =>
  row.account_id.startsWith(unknownAccountsPrefix) && row.at < before;

async function hasHead(reader: Reader, accountId: string): Promise<boolean> {
  const head = await reader
    .selectFrom('journal_heads')
    .select('seq')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return head !== undefined;
}

/** This is one statement, so that it sees a row together with the head that was written with it. */
async function findBeyondHeads(reader: Reader, flaws: Flaw[]): Promise<void> {
  const rows = await reader
    .selectFrom('journal')
    .leftJoin('journal_heads', 'journal_heads.account_id', 'journal.account_id')
    .select('journal.account_id as id')
    .distinct()
    .where((eb) =>
      eb.or([
        eb('journal_heads.account_id', 'is', null),
        eb('journal.seq', '>', eb.ref('journal_heads.seq')),
      ]),
    )
    .execute();
  for (const { id } of rows) flaws.push({ accountId: id, seq: null, what: 'rows that no head covers' });
}

async function findLoosePayloads(reader: Reader, flaws: Flaw[]): Promise<void> {
  const rows = await reader
    .selectFrom('journal_payloads')
    .leftJoin('journal', 'journal.id', 'journal_payloads.journal_id')
    .select('journal_payloads.account_id as id')
    .distinct()
    .where('journal.id', 'is', null)
    .execute();
  for (const { id } of rows) flaws.push({ accountId: id, seq: null, what: 'a payload without its row' });
}
