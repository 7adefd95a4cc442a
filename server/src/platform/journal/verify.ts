import type { Reader } from '../../db/open.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { chainStart, commitTo, hashRow, headText } from './chain.ts';

export interface Flaw {
  readonly accountId: string;
  /** Row within the account's chain; null when the head itself is wrong. */
  readonly seq: number | null;
  readonly what: string;
}

export interface Verification {
  readonly chains: number;
  readonly rows: number;
  readonly flaws: readonly Flaw[];
}

const chainsAtATime = 200;

/**
 * Proves every chain: order, links, commitments, signed heads.
 * @param subjects whoever must have a chain: one that is gone altogether is found by its absence.
 */
export async function verifyJournal(
  reader: Reader,
  keyring: Keyring,
  subjects: AsyncIterable<string>,
  progress: (chains: number) => void = () => {},
): Promise<Verification> {
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
      rows += await verifyChain(reader, keyring, head, flaws);
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
  return { chains, rows, flaws };
}

interface Head {
  account_id: string;
  seq: number;
  hash: string;
  signature: string;
}

async function verifyChain(reader: Reader, keyring: Keyring, head: Head, flaws: Flaw[]): Promise<number> {
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
    // Servers go on writing meanwhile: what came after this head is the next verification's.
    .where('journal.seq', '<=', head.seq)
    .orderBy('journal.seq')
    .execute();
  let previous = chainStart;
  let expected = 1;
  for (const { hash, salt, data, owner, ...row } of found) {
    const flaw = (what: string) => flaws.push({ accountId, seq: row.seq, what });
    if (row.seq !== expected) flaw(`row ${expected} is missing`);
    if (hashRow(previous, row) !== hash) flaw('the row or one before it was altered');
    // An erased payload has no salt: the commitment then stands for itself.
    if (salt !== null && data !== null && commitTo(keyring, salt, data) !== row.commitment) {
      flaw('the payload was altered');
    }
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

async function hasHead(reader: Reader, accountId: string): Promise<boolean> {
  const head = await reader
    .selectFrom('journal_heads')
    .select('seq')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return head !== undefined;
}

/** One statement, so that a row and the head written with it are seen together. */
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
