import type { Selectable } from 'kysely';
import type { Account } from '../../db/account.ts';
import type { AccountsTable } from '../../db/schema/accounts.ts';
import type { SshKeysTable } from '../../db/schema/ssh-keys.ts';
import type { Instant } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Touch } from '../../platform/touch.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type SshKey = Selectable<SshKeysTable>;

/** Why a key is disabled. */
export type Disabled = 'member' | 'undo' | 'deletion';

export async function keysOf(reader: Reader, accountId: string): Promise<SshKey[]> {
  return reader
    .selectFrom('ssh_keys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One of the account's own keys. Another account's is not found, as if it never existed. */
export async function keyOf(reader: Reader, accountId: string, id: string): Promise<SshKey | undefined> {
  return reader
    .selectFrom('ssh_keys')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Finds a key on any account. */
export async function keyByFingerprint(reader: Reader, fingerprint: string): Promise<SshKey | undefined> {
  return reader.selectFrom('ssh_keys').selectAll().where('fingerprint', '=', fingerprint).executeTakeFirst();
}

export async function countKeys(reader: Reader, accountId: string): Promise<number> {
  const { count } = await reader
    .selectFrom('ssh_keys')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many of the account's SSH keys came through each of its integrations, by the integration's id. */
export async function importedKeyCounts(
  reader: Reader,
  accountId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('ssh_keys')
    .select((eb) => ['integration_id', eb.fn.countAll<number | string>().as('count')])
    .where('account_id', '=', accountId)
    .where('integration_id', 'is not', null)
    .groupBy('integration_id')
    .execute();
  return new Map(rows.map(({ integration_id, count }) => [integration_id ?? '', Number(count)]));
}

/** What an SSH server needs to know of a key to decide whether it gives access. */
export interface FoundKey
  extends Pick<SshKey, 'content' | 'expires_at' | 'last_used_at' | 'disabled_at'>,
    Pick<AccountsTable, 'username' | 'email_confirmed_at' | 'suspended_at' | 'deleting_since'> {
  readonly key_id: string;
  readonly account_id: string;
}

/** The key with a fingerprint. Compiled once, since each connection to the platform's SSH asks. */
export async function foundKey(reader: Reader, fingerprint: string): Promise<FoundKey | undefined> {
  return (await byFingerprint(reader, { fingerprint }))[0];
}

const byFingerprint = prepared((reader: Reader, slot: Slots<{ fingerprint: string }>) =>
  reader
    .selectFrom('ssh_keys')
    .innerJoin('accounts', 'accounts.id', 'ssh_keys.account_id')
    .select([
      'ssh_keys.id as key_id',
      'ssh_keys.account_id as account_id',
      'ssh_keys.content as content',
      'ssh_keys.expires_at as expires_at',
      'ssh_keys.last_used_at as last_used_at',
      'ssh_keys.disabled_at as disabled_at',
      'accounts.username as username',
      'accounts.email_confirmed_at as email_confirmed_at',
      'accounts.suspended_at as suspended_at',
      'accounts.deleting_since as deleting_since',
    ])
    .where('ssh_keys.fingerprint', '=', slot('fingerprint')),
);

/** The account that a usable key belongs to. Nothing when the key is another account's, disabled or expired. */
export async function accountOfKey(
  reader: Reader,
  id: string,
  accountId: string,
  now: Instant,
): Promise<Account | undefined> {
  return reader
    .selectFrom('ssh_keys')
    .innerJoin('accounts', 'accounts.id', 'ssh_keys.account_id')
    .selectAll('accounts')
    .where('ssh_keys.id', '=', id)
    .where('ssh_keys.account_id', '=', accountId)
    .where('ssh_keys.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('ssh_keys.expires_at', 'is', null), eb('ssh_keys.expires_at', '>', now)]))
    .executeTakeFirst();
}

export type NewKey = Omit<SshKey, 'id' | 'created_at' | 'last_used_at' | 'disabled_at' | 'disabled_because'>;

const newId = (tx: Tx): string => timeOrderedId(Date.parse(tx.now));

/** Returns nothing when the key is on any account already. */
export async function insertKey(tx: Tx, key: NewKey): Promise<SshKey | undefined> {
  return tx
    .insertInto('ssh_keys')
    .values({
      ...key,
      id: newId(tx),
      created_at: tx.now,
      last_used_at: null,
      disabled_at: null,
      disabled_because: null,
    })
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function changeKey(
  tx: Tx,
  key: SshKey,
  change: Pick<SshKey, 'name' | 'expires_at'>,
): Promise<SshKey | undefined> {
  return tx
    .updateTable('ssh_keys')
    .set(change)
    .where('id', '=', key.id)
    .where('account_id', '=', key.account_id)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteKey(tx: Tx, accountId: string, id: string): Promise<SshKey | undefined> {
  return tx
    .deleteFrom('ssh_keys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteKeysOf(tx: Tx, accountId: string): Promise<SshKey[]> {
  return tx.deleteFrom('ssh_keys').where('account_id', '=', accountId).returningAll().execute();
}

/** Which keys of an account: those added at or after an instant, or those with some ids. Without either, all keys. */
export type Which = { readonly since?: string; readonly ids?: readonly string[] };

/** Disables the selected keys that are enabled, and returns them as they are afterwards. */
export async function disableKeysOf(
  tx: Tx,
  accountId: string,
  because: Disabled,
  { since = '', ids }: Which = {},
): Promise<SshKey[]> {
  if (ids?.length === 0) return [];
  return tx
    .updateTable('ssh_keys')
    .set({ disabled_at: tx.now, disabled_because: because })
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .where('disabled_at', 'is', null)
    .returningAll()
    .execute();
}

/** Enables the keys that were disabled for this reason, or the one with this id whatever the reason. */
export async function enableKeysOf(
  tx: Tx,
  accountId: string,
  which: { readonly id: string } | { readonly because: Disabled },
): Promise<SshKey[]> {
  return tx
    .updateTable('ssh_keys')
    .set({ disabled_at: null, disabled_because: null })
    .where('account_id', '=', accountId)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('disabled_because', '=', which.because)))
    .where('disabled_at', 'is not', null)
    .returningAll()
    .execute();
}

/** Moves a key to another account, as a new one there. Returns nothing when the key changed or was removed meanwhile. */
export async function moveKey(
  tx: Tx,
  key: SshKey,
  to: Pick<SshKey, 'account_id' | 'name'>,
): Promise<SshKey | undefined> {
  return tx
    .updateTable('ssh_keys')
    .set({
      ...to,
      id: newId(tx),
      created_at: tx.now,
      expires_at: null,
      last_used_at: null,
      disabled_at: null,
      disabled_because: null,
    })
    .where('id', '=', key.id)
    .where('account_id', '=', key.account_id)
    .returningAll()
    .executeTakeFirst();
}

export const usedMark = (id: string, now: Instant): Touch => ({
  key: `ssh-key:${id}`,
  apply: async (writer) => {
    await writer.updateTable('ssh_keys').set({ last_used_at: now }).where('id', '=', id).execute();
  },
});
