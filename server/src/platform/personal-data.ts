import type { Tables } from '../db/schema.ts';
import type { Reader, Tx } from './write.ts';

/**
 * What one feature holds about a person: how it goes into their export, and how it goes away. Every table with
 * a row that belongs to somebody is claimed by exactly one of these (the erasure test).
 */
export interface PersonalData {
  /** The file in the export, such as `sessions`. */
  readonly name: string;
  readonly tables: readonly (keyof Tables)[];
  /** As JSON: nothing secret, nobody else's; null when there is nothing, undefined when it is nobody's to read. */
  export(reader: Reader, accountId: string): Promise<unknown>;
  /** The same list in pages, for what may be too long to be held at once. */
  pages?(reader: Reader, accountId: string): AsyncIterable<readonly unknown[]>;
  /** Removes it. The account's row goes last of all. */
  erase(tx: Tx, accountId: string): Promise<void>;
}
