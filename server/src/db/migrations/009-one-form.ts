import { type Kysely, sql } from 'kysely';

type Before = {
  accounts: {
    id: string;
    username: string;
    email: string;
    email_key: string | null;
    email_confirmed_at: string | null;
    pending_email: string | null;
    created_at: string;
  };
  claims: {
    kind: string;
    key: string;
    account_id: string;
    held_until: string | null;
    held_as: string | null;
  };
  email_changes: { id: string; old_email: string; new_email: string };
  one_time_links: { account_id: string; purpose: string; subject: string };
};
type Db = Kysely<Before>;

/**
 * Existing addresses and usernames get the one form in which they are kept from now on (decision 016). An address that
 * has no form, or whose form another account has, stays as it was written and is its own key, which nobody types. Its
 * owner still gets mail and signs in by username. Such an address that nobody confirmed is released instead, as it would
 * be after a week.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = db.withTables<Before>();
  await formUsernames(tables);
  await formAddresses(tables);
  await formHeld(tables);
  await formChanges(tables);
}

/** What `emailForm` did when this migration was written. */
function formOf(typed: string): string | null {
  const at = typed.lastIndexOf('@');
  const [local, domain] = [typed.slice(0, at), typed.slice(at + 1)];
  const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
  const small = local.toLowerCase();
  if (at < 1 || unseen.test(typed) || local.normalize('NFKC') !== local || small.normalize('NFKC') !== small)
    return null;
  if (!/^[a-zA-Z0-9._\u0080-\u{10ffff}-]+$/u.test(domain)) return null;
  try {
    const labels = new URL(`http://${domain}`).hostname.split('.');
    const named =
      labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
    const form = `${small}@${labels.join('.')}`;
    return named && form.length <= 254 ? form : null;
  } catch {
    return null;
  }
}

/** Whether a text may differ from its form. Only lower-case ASCII is always its own form. */
const odd = (column: string) =>
  sql<boolean>`(length(${sql.ref(column)}) <> octet_length(${sql.ref(column)}) or lower(${sql.ref(column)}) <> ${sql.ref(column)})`;

async function formUsernames(db: Db): Promise<void> {
  const rows = await db.selectFrom('accounts').select(['id', 'username']).where(odd('username')).execute();
  for (const { id, username: written } of rows) {
    const username = written.normalize('NFKC');
    if (username !== written)
      await db.updateTable('accounts').set({ username }).where('id', '=', id).execute();
  }
}

async function formAddresses(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'email', 'email_key', 'email_confirmed_at'])
    .where(odd('email'))
    // Of accounts whose addresses have the same form, a confirmed one gets it first, then the older one.
    .orderBy(sql`email_confirmed_at is null`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  for (const { id, email: written, email_key: before, email_confirmed_at } of rows) {
    const form = formOf(written);
    const free = form !== null && (before === null || (await isFree(db, form, id)));
    const email = free ? form : written;
    const key = before === null || (!free && email_confirmed_at === null) ? null : email;
    if (key !== before) await moveClaim(db, id, before, key);
    await db.updateTable('accounts').set({ email, email_key: key }).where('id', '=', id).execute();
    await db
      .updateTable('one_time_links')
      .set({ subject: email })
      .where('account_id', '=', id)
      .where('purpose', '=', 'email-confirmation')
      .where('subject', '=', before ?? written)
      .execute();
  }
  const waiting = await db
    .selectFrom('accounts')
    .select(['id', 'pending_email'])
    .where(odd('pending_email'))
    .execute();
  for (const { id, pending_email: written } of waiting) {
    const pending = written && formOf(written);
    if (pending)
      await db.updateTable('accounts').set({ pending_email: pending }).where('id', '=', id).execute();
  }
}

/** Whether no other account has the address, not even as a former one that it may take back. */
async function isFree(db: Db, key: string, accountId: string): Promise<boolean> {
  const present = await db
    .selectFrom('claims')
    .select('account_id')
    .where('kind', '=', 'email')
    .where('key', '=', key)
    .where('account_id', '!=', accountId)
    .executeTakeFirst();
  return present === undefined;
}

async function moveClaim(
  db: Db,
  accountId: string,
  before: string | null,
  key: string | null,
): Promise<void> {
  await db
    .deleteFrom('claims')
    .where('kind', '=', 'email')
    .where('account_id', '=', accountId)
    .where('key', 'in', [before ?? '', key ?? ''])
    .execute();
  if (key === null) return;
  await db
    .insertInto('claims')
    .values({ kind: 'email', key, account_id: accountId, held_until: null, held_as: null })
    .execute();
}

/** Forms the former addresses that can be taken back. An address that another account has by now stays with that account. */
async function formHeld(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('claims')
    .select(['key', 'account_id', 'held_until', 'held_as'])
    .where('kind', '=', 'email')
    .where('held_until', 'is not', null)
    .where(odd('held_as'))
    .execute();
  for (const { key: before, account_id, held_until, held_as } of rows) {
    const key = formOf(held_as ?? before);
    if (key === null || (key !== before && !(await isFree(db, key, account_id)))) continue;
    await db.deleteFrom('claims').where('kind', '=', 'email').where('key', '=', before).execute();
    await db
      .insertInto('claims')
      .values({ kind: 'email', key, account_id, held_until, held_as: key })
      .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
      .execute();
  }
}

async function formChanges(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('email_changes')
    .select(['id', 'old_email', 'new_email'])
    .where((eb) => eb.or([odd('old_email'), odd('new_email')]))
    .execute();
  for (const { id, old_email, new_email } of rows) {
    const formed = { old_email: formOf(old_email) ?? old_email, new_email: formOf(new_email) ?? new_email };
    await db.updateTable('email_changes').set(formed).where('id', '=', id).execute();
  }
}
