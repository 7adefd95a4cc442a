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
 * Reads the account and locks it until this write is over; another write that locks it waits. Without the lock, two writes at
 * once would each start from what the other is about to change.
 */
export async function lockAccount(tx: Tx, id: string): Promise<Account | undefined> {
  const [account] = await hold(tx, { id });
  return account;
}

const hold = prepared((tx: Tx, slot: Slots<{ id: string }>) =>
  tx.selectFrom('accounts').selectAll().where('id', '=', slot('id')).forNoKeyUpdate(),
);

/** Finds the account that an address in its form is unique to. A released address finds nothing. */
export async function accountByEmail(reader: Reader, email: string): Promise<Account | undefined> {
  const [account] = await byEmailKey(reader, { key: email });
  return account;
}

const byEmailKey = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
  reader.selectFrom('accounts').selectAll().where('email_key', '=', slot('key')),
);

/** Finds an account by username or e-mail. A username never holds an `@`, so a login is never both. */
export async function accountByLogin(reader: Reader, login: string): Promise<Account | undefined> {
  // PostgreSQL text cannot hold NUL, and no name has one.
  if (login.includes('\u0000')) return undefined;
  const key = loginForm(login);
  if (key.includes('@')) return accountByEmail(reader, key);
  const [account] = await byUsernameKey(reader, { key });
  return account;
}

const byUsernameKey = prepared((reader: Reader, slot: Slots<{ key: string }>) =>
  reader.selectFrom('accounts').selectAll().where('username_key', '=', slot('key')),
);

/** Finds the account that the platform names as an owner: by id, username or e-mail. */
export async function ownerNamed(reader: Reader, text: string): Promise<Account | undefined> {
  return (await accountById(reader, text)) ?? accountByLogin(reader, text);
}

type NewAccount = Omit<Insertable<AccountsTable>, 'username_key' | 'email_key' | 'created_at' | 'updated_at'>;

/** The account that an address belongs to: as its present address, or because a change of address can still be undone. */
export interface AddressHolder {
  readonly account: Account;
  /** For a former address: how it was written and until when it is kept. Null for the present address. */
  readonly held: HeldAddress | null;
}

/** Finds the account that keeps an address from others at the instant `now`: it has the address, or had it a few days ago. */
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
 * Returns nothing when the username, the address or the id was taken meanwhile. The caller then throws, which undoes the rest.
 * @param createdAt differs from now for an account that is older than this database.
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

type AccountChange = Omit<
  Updateable<AccountsTable>,
  'id' | 'username' | 'username_key' | 'email' | 'email_key' | 'created_at' | 'updated_at'
>;

/** Returns the account after the change. Usernames and addresses are changed by the functions below. */
export async function updateAccount(tx: Tx, id: string, change: AccountChange): Promise<Account> {
  return tx
    .updateTable('accounts')
    .set({ ...change, updated_at: tx.now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Returns nothing when somebody else holds the name. */
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

/**
 * Marks the address as confirmed and claims it again if it was released. Returns nothing when another account has it by now.
 */
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

/** A former address that stays the account's until an instant, so that the change can be undone. */
export interface HeldAddress {
  readonly email: string;
  readonly until: Instant;
}

/**
 * Gives the account another address, whose owner has just shown that they read it. Returns nothing when another account has it
 * by now. An address that waited for its confirmation waits no longer.
 *
 * @param held the former addresses that the account keeps. Every other address that it had becomes free.
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

/** Makes the account's claims on addresses its present address and those that it holds. */
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

/** Frees the addresses that were kept for an undo whose time is over. */
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

/** Deletes the account and its claims on username and address. Nothing may point to the account any more. */
export async function deleteAccount(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('claims').where('account_id', '=', id).execute();
  await tx.deleteFrom('accounts').where('id', '=', id).execute();
}

const idsAtATime = 500;

/** Yields the ids of all accounts, reading a few hundred at a time. */
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
