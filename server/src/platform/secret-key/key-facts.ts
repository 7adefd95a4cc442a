import type { Database, Reader, Writer } from '../../db/open.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { checkName, formerKey, idOf, type LastingKey, type SecretKey } from '../crypto/secret-key.ts';
import { prepared, type Slots } from '../prepared.ts';

/** What a database records about its secret keys. */
export interface KeyFacts {
  /** The check of the key in use; null before the database's first use. */
  readonly check: string | null;
  /** The check of the key that is being replaced; null when no rotation is under way. */
  readonly replacing: string | null;
  /** The id of the key of texts that name none; null means the key in use. */
  readonly unnamed: string | null;
  /** The lasting parts of replaced keys, sealed. */
  readonly former: readonly { readonly id: string; readonly sealed: string }[];
}

/** The facts of a database that was never used. */
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

/** The checks of the keys that are needed to open what is sealed in the database. */
export const neededChecks = ({ check, replacing }: KeyFacts): string[] =>
  [check, replacing].filter((one) => one !== null);

const formerContext = (id: string): string => `${formerPrefix}${id}`;

/** @param present the keyring that unseals them. */
export const formerKeysOf = ({ former }: KeyFacts, present: Keyring): LastingKey[] =>
  former.map(({ id, sealed }) => formerKey(id, present.unseal(formerContext(id), sealed)));

/** Records the key at the first use of a database. Returns the recorded check, which may be that of another node's key. */
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
 * The key that the database uses as of this write. Another node may have changed it a moment ago. Everything that is
 * stored is made with this key alone. Throws `unavailable` when this node does not have it, so that such a node writes
 * nothing.
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
 * Makes the database use the next key from this write on. False when the database no longer used the key `before`, or when
 * a rotation is already under way.
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

/** Ends the rotation: nothing in the database needs the previous key any more. */
export async function endReplacing(writer: KeyWriter, check: string): Promise<void> {
  await writer
    .deleteFrom('installation')
    .where('name', '=', replacingName)
    .where('value', '=', check)
    .execute();
}

export const isFormer = ({ former }: KeyFacts, key: SecretKey): boolean =>
  former.some(({ id }) => id === idOf(key.check));
