import type { Database, Reader, Writer } from '../../db/open.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { checkName, formerKey, idOf, type LastingKey, type SecretKey } from '../crypto/secret-key.ts';
import { prepared, type Slots } from '../prepared.ts';

/** What a database remembers of its secret keys. */
export interface KeyFacts {
  /** Check of the key that it is used with; null before its first use. */
  readonly check: string | null;
  /** Check of the key that this one is replacing; null when that is done. */
  readonly replacing: string | null;
  /** Id of the key of what names none; null: the one in use. */
  readonly unnamed: string | null;
  /** What lasts of keys that were replaced, sealed. */
  readonly former: readonly { readonly id: string; readonly sealed: string }[];
}

/** Of a database that was never used. */
export const neverUsed: KeyFacts = { check: null, replacing: null, unnamed: null, former: [] };

const replacingName = 'secret-key-replacing';
const unnamedName = 'secret-key-unnamed';
const formerPrefix = 'secret-key-former:';

export async function keyFactsOf(reader: Pick<Reader, 'selectFrom'>): Promise<KeyFacts> {
  const rows = await reader
    .selectFrom('installation')
    .selectAll()
    .where('name', 'like', 'secret-key-%')
    .orderBy('name')
    .execute();
  const value = (name: string) => rows.find((row) => row.name === name)?.value ?? null;
  return {
    check: value(checkName),
    replacing: value(replacingName),
    unnamed: value(unnamedName),
    former: rows
      .filter(({ name }) => name.startsWith(formerPrefix))
      .map(({ name, value: sealed }) => ({ id: name.slice(formerPrefix.length), sealed })),
  };
}

/** Checks of the keys without which what is there does not open. */
export const neededChecks = ({ check, replacing }: KeyFacts): string[] =>
  [check, replacing].filter((one) => one !== null);

const formerContext = (id: string): string => `${formerPrefix}${id}`;

/** @param present opens them. */
export const formerKeysOf = ({ former }: KeyFacts, present: Keyring): LastingKey[] =>
  former.map(({ id, sealed }) => formerKey(id, present.unseal(formerContext(id), sealed)));

/** Remembers the key at the first use of a database; answers what is remembered, which may be another node's. */
export function rememberKey(database: Database, { check }: SecretKey): Promise<string> {
  return database.transaction(async (writer) => {
    await keep(writer, checkName, check);
    const [kept] = await checkInUse(writer, { name: checkName });
    return kept?.value ?? '';
  });
}

const checkInUse = prepared((db: Reader, slot: Slots<{ name: string }>) =>
  db.selectFrom('installation').select('value').where('name', '=', slot('name')),
);

/**
 * The key that the database is used with as of this write, which may have changed a moment ago on another node. What is
 * kept is made with it alone. Throws `unavailable` when it is not here: a node that was left behind writes nothing.
 */
export async function secretKeyInUse(writer: Reader, keyring: Keyring): Promise<SecretKey> {
  const [kept] = await checkInUse(writer, { name: checkName });
  return kept ? keyring.use(kept.value) : keyring.present;
}

type KeyWriter = Pick<Writer, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom'>;

const keep = (writer: Pick<Writer, 'insertInto'>, name: string, value: string) =>
  writer
    .insertInto('installation')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();

/**
 * From this write on the database is used with the next key. False when it was not used with the one before any more, or that
 * one is replacing another.
 */
export async function putNextKey(
  writer: KeyWriter,
  keyring: Keyring,
  before: SecretKey,
  next: SecretKey,
): Promise<boolean> {
  const facts = await keyFactsOf(writer);
  if (facts.replacing !== null) return false;
  const row = await writer
    .updateTable('installation')
    .set({ value: next.check })
    .where('name', '=', checkName)
    .where('value', '=', before.check)
    .returning('name')
    .executeTakeFirst();
  if (!row) return false;
  await keep(writer, replacingName, before.check);
  await keep(writer, unnamedName, before.id);
  for (const { id, sealed } of facts.former)
    await writer
      .updateTable('installation')
      .set({ value: next.seal(formerContext(id), keyring.unseal(formerContext(id), sealed)) })
      .where('name', '=', formerContext(id))
      .execute();
  await keep(writer, formerContext(before.id), next.seal(formerContext(before.id), before.lasting()));
  return true;
}

/** Nothing is made with the key before any more. */
export async function endReplacing(writer: KeyWriter, check: string): Promise<void> {
  await writer
    .deleteFrom('installation')
    .where('name', '=', replacingName)
    .where('value', '=', check)
    .execute();
}

export const isFormer = ({ former }: KeyFacts, key: SecretKey): boolean =>
  former.some(({ id }) => id === idOf(key.check));
