import type { Insertable, Updateable } from 'kysely';
import type { Account } from '../../db/account.ts';
import type { AccountsTable } from '../../db/schema/accounts.ts';
import type { Instant } from '../../kernel/clock.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Reader, Tx } from '../../platform/write.ts';
import { releaseName, reserveName } from './reserved-names.ts';
import { loginForm, usernameKey } from './username.ts';

export async function accountById(reader: Reader, id: string): Promise<Account | undefined> {
  return reader.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * The account as it is now and stays until this write is over: another write that holds it waits. Without the lock two
 * writes at once would each start from what the other is about to change.
 */
export async function lockAccount(tx: Tx, id: string): Promise<Account | undefined> {
  const [account] = await hold(tx, { id });
  return account;
}

const hold = prepared((tx: Tx, slot: Slots<{ id: string }>) =>
  tx.selectFrom('accounts').selectAll().where('id', '=', slot('id')).forNoKeyUpdate(),
);

/** By the address that is unique to the account, in its form; a released one finds nothing. */
export async function accountByEmail(reader: Reader, email: string): Promise<Account | undefined> {
  const [account] = await byEmailKey(reader, { key: email });
  return account;
}

const byEmailKey = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
  reader.selectFrom('accounts').selectAll().where('email_key', '=', slot('key')),
);

/** By username or e-mail. A username never holds an `@`, so a login is never both. */
export async function accountByLogin(reader: Reader, login: string): Promise<Account | undefined> {
  // PostgreSQL text cannot hold NUL, and no name of ours does.
  if (login.includes('\u0000')) return undefined;
  const key = loginForm(login);
  if (key.includes('@')) return accountByEmail(reader, key);
  const [account] = await byUsernameKey(reader, { key });
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

/** Who an address belongs to, by name or because a change of address can still be undone. */
export interface AddressHolder {
  readonly account: Account;
  /** Of an address of before: as it was written, and until when it is kept; null: it is the present one. */
  readonly held: HeldAddress | null;
}

/** Whoever an address cannot be had from at the instant `now`: its account, or the one that had it a few days ago. */
export async function addressHolder(
  reader: Reader,
  email: string,
  now: Instant,
): Promise<AddressHolder | undefined> {
  const row = await reader
    .selectFrom('claims')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .selectAll('accounts')
    .select(['claims.held_until', 'claims.held_as'])
    .where('claims.kind', '=', 'email')
    .where('claims.key', '=', email)
    .where((eb) => eb.or([eb('claims.held_until', 'is', null), eb('claims.held_until', '>', now)]))
    .executeTakeFirst();
  if (!row) return undefined;
  const { held_until: until, held_as: written, ...account } = row;
  return { account, held: until === null ? null : { email: written ?? account.email, until } };
}

/**
 * Nothing when the username, the address or the id was taken meanwhile; the caller then throws, which undoes the rest.
 * @param createdAt of an account that is older than this database's.
 */
export async function insertAccount(
  tx: Tx,
  account: NewAccount,
  createdAt: string = tx.now,
): Promise<Account | undefined> {
  const keys = { username_key: usernameKey(account.username), email_key: account.email };
  const both =
    (await reserveName(tx, 'username', keys.username_key, account.id)) &&
    (await reserveName(tx, 'email', keys.email_key, account.id));
  if (!both) return undefined;
  return tx
    .insertInto('accounts')
    .values({ ...account, ...keys, created_at: createdAt, updated_at: tx.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
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
  if (!(await reserveName(tx, 'username', key, account.id))) return undefined;
  if (key !== account.username_key) await releaseName(tx, 'username', account.username_key, account.id);
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
  const key = account.email;
  if (!(await reserveName(tx, 'email', key, account.id))) return undefined;
  return tx
    .updateTable('accounts')
    .set({ email_confirmed_at: tx.now, email_key: key, updated_at: tx.now })
    .where('id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** An address of before that stays the account's until an instant, so that the change can be undone. */
export interface HeldAddress {
  readonly email: string;
  readonly until: Instant;
}

/**
 * Gives the account another address, which somebody has just shown to read; nothing when it is another's by now.
 * Whatever waited to become the address waits no longer.
 *
 * @param held what the account keeps beside it; every other address that it had is free.
 */
export async function changeAddress(
  tx: Tx,
  account: Account,
  email: string,
  held: readonly HeldAddress[],
): Promise<Account | undefined> {
  if (!(await reserveName(tx, 'email', email, account.id))) return undefined;
  await keepAddresses(tx, account.id, email, held);
  return tx
    .updateTable('accounts')
    .set({ email, email_key: email, email_confirmed_at: tx.now, pending_email: null, updated_at: tx.now })
    .where('id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The account's claims on addresses are its present one and those that it holds. */
async function keepAddresses(
  tx: Tx,
  accountId: string,
  present: string,
  held: readonly HeldAddress[],
): Promise<void> {
  const kept = new Map(held.map((one) => [one.email, one]));
  kept.delete(present);
  await tx
    .deleteFrom('claims')
    .where('kind', '=', 'email')
    .where('account_id', '=', accountId)
    .where('key', 'not in', [present, ...kept.keys()])
    .execute();
  for (const [key, { email, until }] of kept) {
    await tx
      .updateTable('claims')
      .set({ held_until: until, held_as: email })
      .where('kind', '=', 'email')
      .where('key', '=', key)
      .where('account_id', '=', accountId)
      .execute();
  }
}

/** Addresses that were kept for an undo whose time is over. */
export async function releaseHeldAddresses(tx: Tx): Promise<void> {
  await tx.deleteFrom('claims').where('held_until', '<=', tx.now).execute();
}

/** Lets an unconfirmed address go, so that its real owner can use it. */
export async function releaseAddress(tx: Tx, account: Account): Promise<void> {
  await releaseName(tx, 'email', account.email, account.id);
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
