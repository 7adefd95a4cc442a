import type { Insertable, Updateable } from 'kysely';
import type { AccountsTable } from '../../db/schema.ts';
import type { Account } from '../../platform/http/principal.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import { emailKey, usernameKey } from './username.ts';

export async function accountById(reader: Reader, id: string): Promise<Account | undefined> {
  return reader.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * The account as it is now and stays until this write is over: another write that holds it waits. An update that
 * changes nothing is the portable way to say so; without it two writes at once would each start from what the
 * other is about to change.
 */
export async function holdAccount(tx: Tx, id: string): Promise<Account | undefined> {
  const [account] = await hold(tx, { id });
  return account;
}

const hold = prepared((tx: Tx, slot: Slots<{ id: string }>) =>
  tx
    .updateTable('accounts')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', slot('id'))
    .returningAll(),
);

/** By the address that is unique to the account; a released one finds nothing. */
export async function accountByEmail(reader: Reader, email: string): Promise<Account | undefined> {
  const [account] = await byEmailKey(reader, { key: emailKey(email) });
  return account;
}

const byEmailKey = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
  reader.selectFrom('accounts').selectAll().where('email_key', '=', slot('key')),
);

/** By username or e-mail. A username never holds an `@`, so a login is never both. */
export async function accountByLogin(reader: Reader, login: string): Promise<Account | undefined> {
  // PostgreSQL text cannot hold NUL, and no name of ours does.
  if (login.includes('\u0000')) return undefined;
  if (login.includes('@')) return accountByEmail(reader, login);
  const [account] = await byUsernameKey(reader, { key: usernameKey(login) });
  return account;
}

const byUsernameKey = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
  reader.selectFrom('accounts').selectAll().where('username_key', '=', slot('key')),
);

/** Whom the platform calls the owner of something: by id, username or e-mail. */
export async function ownerNamed(reader: Reader, text: string): Promise<Account | undefined> {
  return (await accountById(reader, text)) ?? accountByLogin(reader, text);
}

export type NewAccount = Omit<
  Insertable<AccountsTable>,
  'username_key' | 'email_key' | 'created_at' | 'updated_at'
>;

/** True when the account holds the name afterwards; false when somebody else does. */
async function claim(tx: Tx, kind: 'username' | 'email', key: string, accountId: string): Promise<boolean> {
  const won = await tx
    .insertInto('claims')
    .values({ kind, key, account_id: accountId })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (won) return true;
  const holder = await tx
    .selectFrom('claims')
    .select('account_id')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return holder?.account_id === accountId;
}

async function unclaim(tx: Tx, kind: 'username' | 'email', key: string, accountId: string): Promise<void> {
  await tx
    .deleteFrom('claims')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('account_id', '=', accountId)
    .execute();
}

/** Nothing when the username or the address was taken meanwhile; the caller then throws, which undoes the rest. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<Account | undefined> {
  const keys = { username_key: usernameKey(account.username), email_key: emailKey(account.email) };
  const both =
    (await claim(tx, 'username', keys.username_key, account.id)) &&
    (await claim(tx, 'email', keys.email_key, account.id));
  if (!both) return undefined;
  return tx
    .insertInto('accounts')
    .values({ ...account, ...keys, created_at: tx.now, updated_at: tx.now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type AccountChange = Omit<
  Updateable<AccountsTable>,
  'id' | 'username' | 'username_key' | 'email' | 'email_key' | 'created_at' | 'updated_at'
>;

/** The account as it is afterwards. Names and addresses have their own ways below. */
export async function updateAccount(tx: Tx, id: string, change: AccountChange): Promise<Account> {
  return tx
    .updateTable('accounts')
    .set({ ...change, updated_at: tx.now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Nothing when somebody else holds the name. */
export async function renameAccount(
  tx: Tx,
  account: Account,
  username: string,
): Promise<Account | undefined> {
  const key = usernameKey(username);
  if (!(await claim(tx, 'username', key, account.id))) return undefined;
  if (key !== account.username_key) await unclaim(tx, 'username', account.username_key, account.id);
  return tx
    .updateTable('accounts')
    .set({ username, username_key: key, updated_at: tx.now })
    .where('id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function usernameHolder(reader: Reader, username: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('claims')
    .select('account_id')
    .where('kind', '=', 'username')
    .where('key', '=', usernameKey(username))
    .executeTakeFirst();
  return row?.account_id;
}

/** Marks the address as its owner's, and claims it again if it had been released; nothing when it is another's by now. */
export async function confirmAddress(tx: Tx, account: Account): Promise<Account | undefined> {
  const key = emailKey(account.email);
  if (!(await claim(tx, 'email', key, account.id))) return undefined;
  return tx
    .updateTable('accounts')
    .set({ email_confirmed_at: tx.now, email_key: key, updated_at: tx.now })
    .where('id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Gives the account another address, which somebody has just shown to read; nothing when it is another's by now.
 * Whatever waited to become the address waits no longer.
 */
export async function changeAddress(tx: Tx, account: Account, email: string): Promise<Account | undefined> {
  const key = emailKey(email);
  if (!(await claim(tx, 'email', key, account.id))) return undefined;
  if (account.email_key !== null && account.email_key !== key) {
    await unclaim(tx, 'email', account.email_key, account.id);
  }
  return tx
    .updateTable('accounts')
    .set({ email, email_key: key, email_confirmed_at: tx.now, pending_email: null, updated_at: tx.now })
    .where('id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Lets an unconfirmed address go, so that its real owner can use it. */
export async function releaseAddress(tx: Tx, account: Account): Promise<void> {
  await unclaim(tx, 'email', emailKey(account.email), account.id);
  await tx
    .updateTable('accounts')
    .set({ email_key: null, updated_at: tx.now })
    .where('id', '=', account.id)
    .execute();
}

/** The account goes, and with it its hold on username and address. Whatever points to it must be gone by now. */
export async function deleteAccount(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('claims').where('account_id', '=', id).execute();
  await tx.deleteFrom('accounts').where('id', '=', id).execute();
}

const idsAtATime = 500;

/** Ids of all accounts, a few hundred at a time. */
export async function* everyAccountId(reader: Reader): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await reader
      .selectFrom('accounts')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(idsAtATime)
      .execute();
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
