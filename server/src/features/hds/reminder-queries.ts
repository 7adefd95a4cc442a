import type { Selectable } from 'kysely';
import type { HealthRemindersTable } from '../../db/schema/hds.ts';
import type { Tx } from '../../platform/write.ts';

export type Reminder = Selectable<HealthRemindersTable>;
export type ReminderKind = 'contact' | 'application';

export async function reminderOf(tx: Tx, kind: ReminderKind, subject: string): Promise<Reminder | undefined> {
  return tx
    .selectFrom('health_reminders')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

export async function putReminder(tx: Tx, reminder: Reminder): Promise<void> {
  const { kind: _, subject: __, ...values } = reminder;
  await tx
    .insertInto('health_reminders')
    .values(reminder)
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doUpdateSet(values))
    .execute();
}

export async function dropReminder(tx: Tx, kind: ReminderKind, subject: string): Promise<void> {
  await tx.deleteFrom('health_reminders').where('kind', '=', kind).where('subject', '=', subject).execute();
}

/** Those that are due, the oldest first, locked until this write is over: two nodes send none twice. */
export async function dueReminders(tx: Tx, atMost: number): Promise<Reminder[]> {
  return tx
    .selectFrom('health_reminders')
    .selectAll()
    .where('due_at', '<=', tx.now)
    .orderBy('due_at')
    .orderBy('subject')
    .limit(atMost)
    .forNoKeyUpdate()
    .execute();
}

export async function dropRemindersOf(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('health_reminders').where('account_id', '=', accountId).execute();
}
