import { prepared, type Slots } from '../../../platform/prepared.ts';
import type { Reader, Tx } from '../../../platform/write.ts';

// SQL of the browsers that an account knows.

/** Whether the account knows the browser and saw it at or after `since`. */
export async function knowsBrowser(
  reader: Reader,
  accountId: string,
  key: string,
  since: string,
): Promise<boolean> {
  const [row] = await knownBrowser(reader, { accountId, key, since });
  return row !== undefined;
}

const knownBrowser = prepared(
  (reader: Reader, slot: Slots<{ accountId: string; key: string; since: string }>) =>
    reader
      .selectFrom('browsers')
      .select('key')
      .where('account_id', '=', slot('accountId'))
      .where('key', '=', slot('key'))
      .where('last_seen_at', '>=', slot('since')),
);

/** Marks the browser as seen now if the account knows it and saw it at or after `since`. Returns false when it does not. */
export async function seeBrowser(tx: Tx, accountId: string, key: string, since: string): Promise<boolean> {
  const [known] = await seeAgain(tx, { accountId, key, now: tx.now, since });
  return known !== undefined;
}

/** Makes the browser known to the account. For writes that hold the account's lock. */
export async function meetBrowser(tx: Tx, accountId: string, key: string): Promise<void> {
  await seeFirst(tx, { accountId, key, now: tx.now });
}

type Seen = { accountId: string; key: string; now: string };

const seeAgain = prepared((tx: Tx, slot: Slots<Seen & { since: string }>) =>
  tx
    .updateTable('browsers')
    .set({ last_seen_at: slot('now') })
    .where('account_id', '=', slot('accountId'))
    .where('key', '=', slot('key'))
    .where('last_seen_at', '>=', slot('since'))
    .returning('key'),
);

const seeFirst = prepared((tx: Tx, slot: Slots<Seen>) =>
  tx
    .insertInto('browsers')
    .values({
      account_id: slot('accountId'),
      key: slot('key'),
      first_seen_at: slot('now'),
      last_seen_at: slot('now'),
      trusted_until: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'key']).doUpdateSet({ last_seen_at: slot('now') }),
    ),
);

/** Whether the account trusts the browser, so that the second factor is not asked for. */
export async function browserIsTrusted(
  reader: Reader,
  accountId: string,
  key: string,
  now: string,
): Promise<boolean> {
  const row = await reader
    .selectFrom('browsers')
    .select('key')
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .where('trusted_until', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countTrusted(reader: Reader, accountId: string, now: string): Promise<number> {
  const rows = await reader
    .selectFrom('browsers')
    .select('key')
    .where('account_id', '=', accountId)
    .where('trusted_until', '>', now)
    .execute();
  return rows.length;
}

/** Makes the browser trusted, and known by the renewed key alone. */
export async function trustBrowser(
  tx: Tx,
  accountId: string,
  key: string,
  { renewed, until }: { renewed: string; until: string },
): Promise<void> {
  await tx
    .updateTable('browsers')
    .set({ key: renewed, trusted_until: until })
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .execute();
}

/** Makes every browser of the account ask for the second factor again. */
export async function distrustBrowsersOf(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('browsers')
    .set({ trusted_until: null })
    .where('account_id', '=', accountId)
    .where('trusted_until', 'is not', null)
    .execute();
}

export async function forgetBrowsersOf(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('browsers').where('account_id', '=', accountId).execute();
}

export async function deleteBrowsersUnseen(tx: Tx, since: string): Promise<void> {
  await tx.deleteFrom('browsers').where('last_seen_at', '<', since).execute();
}
