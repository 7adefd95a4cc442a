import type { Instant } from '../../kernel/clock.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import { noDetails } from './contact.ts';
import { dropRemindersOf } from './reminder-queries.ts';

/** Everything that the history has of an account, oldest first, without the account's own id. */
export async function healthRowsOf(reader: Reader, accountId: string) {
  const applications = await reader
    .selectFrom('health_applications')
    .select(['application_id', 'name', 'valid_from', 'valid_to'])
    .where('account_id', '=', accountId)
    .orderBy('valid_from')
    .execute();
  const owners = await reader
    .selectFrom('health_owners')
    .select(['username', 'email', 'fullname', 'company', 'valid_from', 'valid_to'])
    .where('account_id', '=', accountId)
    .orderBy('valid_from')
    .execute();
  const contacts = await reader
    .selectFrom('health_contacts')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('valid_from')
    .execute();
  const served = await reader
    .selectFrom('health_contact_applications')
    .select(['contact_id', 'application_id', 'role', 'valid_from', 'valid_to'])
    .where('account_id', '=', accountId)
    .orderBy('valid_from')
    .execute();
  const reviews = await reader
    .selectFrom('health_reviews')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('at')
    .execute();
  return {
    applications,
    owners,
    contacts: contacts.map(({ account_id: _, id: __, erased_at: ___, ...row }) => row),
    served,
    reviews: reviews.map(({ account_id: _, ...row }) => row),
  };
}

/** Takes what is personal out of an account's history. That there were contacts, for which applications, and reviewed when, stays. */
export async function eraseHealth(tx: Tx, accountId: string): Promise<void> {
  await dropRemindersOf(tx, accountId);
  const { org_type: _, languages: __, address_country: ___, ...personal } = noDetails;
  await tx
    .updateTable('health_contacts')
    .set({ ...personal, erased_at: tx.now })
    .where('account_id', '=', accountId)
    .execute();
  // An account with health applications is not deleted, so nothing of it is in force any more.
  for (const table of ['health_contacts', 'health_contact_applications'] as const)
    await tx
      .updateTable(table)
      .set({ valid_to: tx.now })
      .where('account_id', '=', accountId)
      .where('valid_to', 'is', null)
      .execute();
  await tx
    .updateTable('health_owners')
    .set({ username: '', email: '', fullname: null, company: null, erased_at: tx.now })
    .where('account_id', '=', accountId)
    .execute();
  await tx
    .updateTable('health_reviews')
    .set({ shown_salt: null })
    .where('account_id', '=', accountId)
    .execute();
}

/** Deletes what ended before the term of the register. */
export async function deleteBefore(tx: Tx, end: Instant): Promise<void> {
  await tx.deleteFrom('health_applications').where('valid_to', '<', end).execute();
  await tx.deleteFrom('health_owners').where('valid_to', '<', end).execute();
  await tx.deleteFrom('health_contacts').where('valid_to', '<', end).execute();
  await tx.deleteFrom('health_contact_applications').where('valid_to', '<', end).execute();
  await tx.deleteFrom('health_reviews').where('at', '<', end).execute();
}
