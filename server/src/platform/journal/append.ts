import { randomInt } from 'node:crypto';
import type { EventData, EventType } from '@loge/protocol';
import type { Writer } from '../../db/open.ts';
import { type Actor, actorName } from '../../kernel/actor.ts';
import { instantOf } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { chainStart, commitTo, hashRow, headText, newSalt } from './chain.ts';

/** Something that happened to an account. */
export type JournalEntry = {
  [T in EventType]: { readonly type: T; readonly accountId: string; readonly data: EventData<T> };
}[EventType];

/** Chain of what happens to the platform itself rather than to an account: signing keys, operators' settings. */
export const platformJournal = 'platform';

/**
 * Chains of what is tried on accounts that do not exist. Several, picked at random, so that on PostgreSQL such
 * attempts do not queue for one head's lock.
 */
export const strangersJournal = (): string => `strangers-${randomInt(8)}`;

/** What a journal payload holds; personal, erased with the account. */
export interface JournalPayload {
  readonly data: Record<string, unknown>;
  readonly remote_ip: string | null;
  readonly user_agent: string | null;
}

/** Appends one row to the account's chain, inside the caller's transaction. */
export async function appendToJournal(
  writer: Writer,
  keyring: Keyring,
  now: number,
  actor: Actor,
  entry: JournalEntry,
): Promise<void> {
  const { accountId } = entry;
  // The head is locked first: on PostgreSQL this row lock is what keeps two writers of one account in line.
  await writer
    .insertInto('journal_heads')
    .values({ account_id: accountId, seq: 0, hash: chainStart, signature: '' })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute();
  const head = await writer
    .updateTable('journal_heads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('account_id', '=', accountId)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();

  const payload: JournalPayload = {
    data: entry.data,
    remote_ip: actor.remoteIp,
    user_agent: actor.userAgent,
  };
  const data = JSON.stringify(payload);
  const salt = newSalt();
  const row = {
    id: timeOrderedId(now),
    account_id: accountId,
    seq: head.seq,
    at: instantOf(now),
    type: entry.type,
    actor: actorName(actor),
    commitment: commitTo(keyring, salt, data),
  };
  const hash = hashRow(head.hash, row);
  await writer
    .insertInto('journal')
    .values({ ...row, hash })
    .execute();
  await writer
    .insertInto('journal_payloads')
    .values({ journal_id: row.id, account_id: accountId, salt, data })
    .execute();
  await writer
    .updateTable('journal_heads')
    .set({ hash, signature: keyring.signHead(headText(accountId, row.seq, hash)) })
    .where('account_id', '=', accountId)
    .execute();
}
