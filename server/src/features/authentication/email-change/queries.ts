import type { Selectable } from 'kysely';
import type { EmailChangesTable } from '../../../db/schema/email-change.ts';
import type { Instant } from '../../../kernel/clock.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

type EmailChange = Selectable<EmailChangesTable>;

/** The caller must hold the account's lock: the changes are numbered, and nobody may add one at the same time. */
export async function insertChange(
  tx: Tx,
  change: Pick<EmailChange, 'id' | 'account_id' | 'old_email' | 'new_email' | 'stranger_since' | 'token_id'>,
): Promise<void> {
  const { latest } = await tx
    .selectFrom('email_changes')
    .select((eb) => eb.fn.max('nth').as('latest'))
    .where('account_id', '=', change.account_id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('email_changes')
    .values({
      ...change,
      nth: (latest ?? 0) + 1,
      old_confirmed_at: null,
      requested_at: tx.now,
      cancelled_at: null,
      confirmed_at: null,
      undone_at: null,
    })
    .execute();
}

/** The change that waits for its link; undefined when none does. At most one waits: a new request cancels the others. */
export async function waitingChange(reader: Reader, accountId: string): Promise<EmailChange | undefined> {
  return reader
    .selectFrom('email_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
}

/** Cancels every change that waits; returns how many did. */
export async function cancelWaiting(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx
    .updateTable('email_changes')
    .set({ cancelled_at: tx.now })
    .where('account_id', '=', accountId)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

/**
 * Returns the change to the one caller that confirmed it.
 * @param oldConfirmedAt when the address that is replaced was confirmed. Null means that it never was.
 */
export async function markConfirmed(
  tx: Tx,
  id: string,
  oldConfirmedAt: Instant | null,
): Promise<EmailChange | undefined> {
  return tx
    .updateTable('email_changes')
    .set({ confirmed_at: tx.now, old_confirmed_at: oldConfirmedAt })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Returns the change to the one caller that undid it, followed by the later changes, which are undone with it.
 * Returns none to everybody else.
 */
export async function markUndone(tx: Tx, accountId: string, id: string): Promise<EmailChange[]> {
  const undone = await tx
    .updateTable('email_changes')
    .set({ undone_at: tx.now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (!undone) return [];
  const later = await tx
    .updateTable('email_changes')
    .set({ undone_at: tx.now })
    .where('account_id', '=', accountId)
    .where('nth', '>', undone.nth)
    .where('confirmed_at', 'is not', null)
    .where('undone_at', 'is', null)
    .returningAll()
    .execute();
  return [undone, ...later];
}

/** The confirmed addresses that the account left by changes that stand, and when it left them, oldest first. */
export async function formerAddressesOf(reader: Reader, accountId: string) {
  return reader
    .selectFrom('email_changes')
    .select(['old_email', 'confirmed_at'])
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .where('old_confirmed_at', 'is not', null)
    .where('undone_at', 'is', null)
    .orderBy('nth')
    .$narrowType<{ confirmed_at: Instant }>()
    .execute();
}

/** Accounts with a change that was requested before an instant and still waits, a few hundred at a time. */
export async function accountsWaitingSince(reader: Reader, before: Instant): Promise<string[]> {
  const rows = await reader
    .selectFrom('email_changes')
    .select('account_id')
    .where('cancelled_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .where('requested_at', '<', before)
    .limit(500)
    .execute();
  return rows.map((row) => row.account_id);
}

export async function changesOf(reader: Reader, accountId: string): Promise<EmailChange[]> {
  return reader
    .selectFrom('email_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('nth')
    .execute();
}
