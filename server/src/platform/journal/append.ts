import type { EventData, EventType } from '@loge/protocol';
import type { Insertable } from 'kysely';
import type { Writer } from '../../db/open.ts';
import type { JournalPayloadsTable, JournalTable } from '../../db/schema/journal.ts';
import { type Actor, actorName } from '../../kernel/actor.ts';
import { instantOf } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { deferred, prepared, type Slots } from '../prepared.ts';
import { chainStart, commitTo, hashRow, headText, newSalt } from './chain.ts';

/** Something that happened to an account. */
export type JournalEntry = {
  [T in EventType]: { readonly type: T; readonly accountId: string; readonly data: EventData<T> };
}[EventType];

/** Where an entry stands. */
export interface RecordedAt {
  readonly id: string;
  readonly seq: number;
  /** Builds on all rows before it. */
  readonly hash: string;
}

/** The chain of what happens to the platform itself and not to an account: signing keys, operators' settings. */
export const platformJournal = 'platform';

export const unknownAccountsPrefix = 'strangers-';
const strangersChains = 64;

/**
 * The chain for tries on an account that does not exist: one of several, always the same one for a name. Concurrent tries
 * on one name then queue for one head on PostgreSQL, as they do for an existing account, so their time tells nothing.
 *
 * @param whom the name that was typed or presented.
 */
export function strangersJournal(keyring: Keyring, whom: string): string {
  const [drawn = 0] = Buffer.from(keyring.mac('strangers', whom), 'base64url');
  return `${unknownAccountsPrefix}${drawn % strangersChains}`;
}

/** What a journal payload holds. It is personal, and erased with the account. */
interface JournalPayload {
  readonly data: Record<string, unknown>;
  readonly remote_ip: string | null;
  readonly user_agent: string | null;
}

/**
 * Appends one row to the account's chain, inside the caller's transaction.
 * @param holding the secret key, read from the database at the same time as the head.
 */
export async function appendToJournal(
  writer: Writer,
  holding: Promise<SecretKey>,
  now: number,
  actor: Actor,
  entry: JournalEntry,
): Promise<RecordedAt> {
  const { accountId } = entry;
  // `holding` is awaited below, unless reading the head fails first.
  holding.catch(() => {});
  // The head is locked first. On PostgreSQL this row lock makes two writers of one account take turns.
  const head = (await moveHead(writer, { accountId }))[0] ?? (await makeHead(writer, accountId));

  const payload: JournalPayload = {
    data: entry.data,
    remote_ip: actor.remoteIp,
    user_agent: actor.userAgent,
  };
  const data = JSON.stringify(payload);
  const key = await holding;
  const salt = newSalt();
  const row = {
    id: timeOrderedId(now),
    account_id: accountId,
    seq: head.seq,
    at: instantOf(now),
    type: entry.type,
    actor: actorName(actor),
    commitment: commitTo(key, salt, data),
  };
  const hash = hashRow(head.hash, row);
  const signature = key.signHead(headText(accountId, row.seq, hash));
  await deferred(writer, insertRow(writer, { ...row, hash }));
  await deferred(writer, insertPayload(writer, { journal_id: row.id, account_id: accountId, salt, data }));
  await deferred(writer, signHead(writer, { accountId, hash, signature }));
  return { id: row.id, seq: row.seq, hash };
}

// Nearly every write appends to the journal, so these queries are compiled once.

/** Moves the account's head by one row, and locks it until the write is over. Returns no row when there is no head. */
const moveHead = prepared((writer: Writer, slot: Slots<{ accountId: string }>) =>
  writer
    .updateTable('journal_heads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('account_id', '=', slot('accountId'))
    .returning(['seq', 'hash']),
);

/**
 * Makes the head for an account's first row. Only this insert handles a conflict. Used for every write, it would let
 * a newcomer overtake the writes that wait for the row, and two writes could block each other again and again (tried).
 */
async function makeHead(writer: Writer, accountId: string): Promise<{ seq: number; hash: string }> {
  await writer
    .insertInto('journal_heads')
    .values({ account_id: accountId, seq: 0, hash: chainStart, signature: '' })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute();
  const [head] = await moveHead(writer, { accountId });
  if (!head) throw new Error('the journal has no head');
  return head;
}

const insertRow = prepared((writer: Writer, slot: Slots<Insertable<JournalTable>>) =>
  writer.insertInto('journal').values({
    id: slot('id'),
    account_id: slot('account_id'),
    seq: slot('seq'),
    at: slot('at'),
    type: slot('type'),
    actor: slot('actor'),
    commitment: slot('commitment'),
    hash: slot('hash'),
  }),
);

const insertPayload = prepared((writer: Writer, slot: Slots<Insertable<JournalPayloadsTable>>) =>
  writer.insertInto('journal_payloads').values({
    journal_id: slot('journal_id'),
    account_id: slot('account_id'),
    salt: slot('salt'),
    data: slot('data'),
  }),
);

const signHead = prepared(
  (writer: Writer, slot: Slots<{ accountId: string; hash: string; signature: string }>) =>
    writer
      .updateTable('journal_heads')
      .set({ hash: slot('hash'), signature: slot('signature') })
      .where('account_id', '=', slot('accountId')),
);
