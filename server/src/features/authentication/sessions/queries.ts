import type { Selectable } from 'kysely';
import type { Account } from '../../../db/account.ts';
import type { SessionsTable } from '../../../db/schema/sessions.ts';
import { deferred, prepared, type Slots } from '../../../platform/prepared.ts';
import type { Touch } from '../../../platform/touch.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import type { Use } from './idleness.ts';

interface LiveSession {
  readonly id: string;
  readonly since: string;
  readonly seen_at: string;
  readonly idle_ms: number;
  readonly proved_at: string | null;
  readonly account: Account;
}

/**
 * The session that a secret opens, with its account in the same query; compiled once, since every page
 * request asks. Expiry by the absolute deadline is in the query, by idleness with the caller.
 */
export async function liveSession(
  reader: Reader,
  secretHash: string,
  now: string,
): Promise<LiveSession | null> {
  const [row] = await liveBySecret(reader, { secretHash, now });
  if (!row) return null;
  const { session_id: id, session_since: since, seen_at, idle_ms, proved_at, ...account } = row;
  return { id, since, seen_at, idle_ms, proved_at, account };
}

const liveBySecret = prepared((reader: Reader, slot: Slots<{ secretHash: string; now: string }>) =>
  reader
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .selectAll('accounts')
    .select([
      'sessions.id as session_id',
      'sessions.created_at as session_since',
      'sessions.seen_at as seen_at',
      'sessions.idle_ms as idle_ms',
      'sessions.proved_at as proved_at',
    ])
    .where('sessions.secret_hash', '=', slot('secretHash'))
    .where('sessions.ended_at', 'is', null)
    .where('sessions.expires_at', '>', slot('now')),
);

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await deferred(tx, insert(tx, { ...session, now: tx.now }));
}

type NewSession = Omit<Selectable<SessionsTable>, 'created_at' | 'seen_at' | 'ended_at'>;

const insert = prepared((tx: Tx, slot: Slots<NewSession & { now: string }>) =>
  tx.insertInto('sessions').values({
    id: slot('id'),
    account_id: slot('account_id'),
    secret_hash: slot('secret_hash'),
    created_at: slot('now'),
    seen_at: slot('now'),
    idle_ms: slot('idle_ms'),
    expires_at: slot('expires_at'),
    remembered_at: slot('remembered_at'),
    remote_ip: slot('remote_ip'),
    user_agent: slot('user_agent'),
    ended_at: null,
    proved_at: slot('proved_at'),
  }),
);

/** Proved now, under a new secret; nothing when the session is over, or its secret was renewed meanwhile. */
export async function renewSession(
  tx: Tx,
  id: string,
  presented: string,
  secretHash: string,
): Promise<Pick<Selectable<SessionsTable>, 'remembered_at' | 'expires_at'> | undefined> {
  return tx
    .updateTable('sessions')
    .set({ secret_hash: secretHash, proved_at: tx.now })
    .where('id', '=', id)
    .where('secret_hash', '=', presented)
    .where('ended_at', 'is', null)
    .returning(['remembered_at', 'expires_at'])
    .executeTakeFirst();
}

/** Another secret for a session that is open. */
export async function changeSecret(tx: Tx, id: string, secretHash: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ secret_hash: secretHash })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

export async function sessionWithSecret(
  reader: Reader,
  secretHash: string,
): Promise<Pick<Selectable<SessionsTable>, 'remembered_at' | 'expires_at'> | undefined> {
  return reader
    .selectFrom('sessions')
    .select(['remembered_at', 'expires_at'])
    .where('secret_hash', '=', secretHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ends the session with a secret, whosever it is; its account. */
export async function endSessionWithSecret(tx: Tx, secretHash: string): Promise<string | undefined> {
  const row = await tx
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('secret_hash', '=', secretHash)
    .where('ended_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  return row?.account_id;
}

/** The account's proofs are stale, but in the session that is kept. */
export async function forgetProofsOf(tx: Tx, accountId: string, keep: string | null): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ proved_at: null })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('id', '!=', keep ?? '')
    .execute();
}

/** True for the one caller that ended it. */
export async function endSession(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends one session of this account; nothing when it is another's, or over already. */
export async function endSessionOf(tx: Tx, accountId: string, id: string): Promise<Use | undefined> {
  return tx
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .returning(['seen_at', 'idle_ms'])
    .executeTakeFirst();
}

/** Ends every session of the account but one; `keep` null ends all. Returns those that had not expired. */
export async function endSessionsOf(tx: Tx, accountId: string, keep: string | null): Promise<Use[]> {
  return tx
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .where('id', '!=', keep ?? '')
    .returning(['seen_at', 'idle_ms'])
    .execute();
}

/** Ends all open sessions but so many that were seen last; how many that were. */
export async function endBeyond(tx: Tx, accountId: string, most: number): Promise<number> {
  const open = await tx
    .selectFrom('sessions')
    .select('id')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .orderBy('seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    // As many as could have been opened at once: SQLite takes no offset without a limit.
    .limit(most + 100)
    .execute();
  const beyond = open.slice(most).map(({ id }) => id);
  if (beyond.length > 0) {
    await tx.updateTable('sessions').set({ ended_at: tx.now }).where('id', 'in', beyond).execute();
  }
  return beyond.length;
}

/** Sessions that neither ended nor expired, last seen first; whether one was idle too long is the caller's to say. */
export async function sessionsOf(
  reader: Reader,
  accountId: string,
  now: string,
): Promise<Selectable<SessionsTable>[]> {
  return reader
    .selectFrom('sessions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Whether the session that asks is still open, now that this write holds its account. */
export async function openSessionById(
  tx: Tx,
  id: string,
): Promise<Pick<Selectable<SessionsTable>, 'proved_at' | 'secret_hash'> | undefined> {
  const [session] = await openById(tx, { id });
  return session;
}

const openById = prepared((tx: Tx, slot: Slots<{ id: string }>) =>
  tx
    .selectFrom('sessions')
    .select(['proved_at', 'secret_hash'])
    .where('id', '=', slot('id'))
    .where('ended_at', 'is', null),
);

/** When the session was last used. */
export const seenMark = (id: string, now: string): Touch => ({
  key: `session:${id}`,
  apply: async (writer) => {
    await writer.updateTable('sessions').set({ seen_at: now }).where('id', '=', id).execute();
  },
});

/** Sessions that ended, or could be used no more, before then. */
export async function sweepSessions(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('ended_at', '<', before), eb('expires_at', '<', before)]))
    .execute();
}

/** Every session and browser of the account, without secrets. */
export async function signInsOf(reader: Reader, accountId: string) {
  const sessions = await reader
    .selectFrom('sessions')
    .select(['created_at', 'seen_at', 'ended_at', 'expires_at', 'remembered_at', 'remote_ip', 'user_agent'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
  const browsers = await reader
    .selectFrom('browsers')
    .select(['first_seen_at', 'last_seen_at', 'trusted_until'])
    .where('account_id', '=', accountId)
    .orderBy('first_seen_at')
    .execute();
  return { sessions, browsers };
}
