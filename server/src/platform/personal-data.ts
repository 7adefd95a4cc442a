import type { Tables } from '../db/schema.ts';
import type { Reader, Tx } from './write.ts';

/** What is owed to a person for the rows of a table, in words. */
interface Held {
  /** What of them is in the person's copy. */
  readonly exported: string;
  /** What becomes of them when the account is erased. */
  readonly erased: string;
}

/**
 * What one feature holds about a person: how it is exported, and how it is erased. Exactly one of these names each table
 * whose rows belong to a person (the erasure test).
 */
export interface PersonalData {
  /** The file in the export, such as `sessions`. */
  readonly name: string;
  /** Every table that holds it; docs/SECURITY.md shows them all. */
  readonly tables: { readonly [Table in keyof Tables]?: Held };
  /** The data as JSON, without secrets and other people's data. Null when there is none, undefined when it is not exported. */
  export(reader: Reader, accountId: string): Promise<unknown>;
  /** The same list in pages, for a list that may be too long to hold at once. */
  pages?(reader: Reader, accountId: string): AsyncIterable<readonly unknown[]>;
  /** Removes the data: without it, the account's rows of these tables. The account's own row is removed last of all. */
  erase?(tx: Tx, accountId: string): Promise<void>;
}

export async function erase(data: PersonalData, tx: Tx, accountId: string): Promise<void> {
  if (data.erase) return data.erase(tx, accountId);
  // The last first, since its rows may point at those of an earlier one. All of these tables have the column.
  for (const table of (Object.keys(data.tables) as 'sessions'[]).reverse())
    await tx.deleteFrom(table).where('account_id', '=', accountId).execute();
}
