import { sql } from 'kysely';
import type { Reader } from '../../db/open.ts';
import type { Context } from '../context.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { type SecretKey, sealedBy } from '../crypto/secret-key.ts';
import type { Tx } from '../write.ts';
import { rotationActor } from './rotation-actor.ts';
import type { Tally } from './tally.ts';

/** A column of sealed texts. Every such column is declared, so that a rotation can seal it anew. */
export interface SealedColumn {
  readonly table: string;
  /** The column that identifies a row. */
  readonly key: string;
  readonly column: string;
  /** Another column that is part of the context. */
  readonly also?: string;
  /** The context that the text of a row is sealed to. */
  context(id: string, also: string): string;
  /** How many rows to seal at a time, where rows are large. */
  readonly atATime?: number;
}

const atATime = 100;

interface SealedRow {
  readonly id: string;
  readonly sealed: string;
  readonly also: string;
}

/**
 * Seals with the key in use everything that another key sealed, a few rows a write. A row that changes meanwhile is left
 * as it is, because every write seals with the key in use. Ended halfway, the next run goes on with the rest.
 */
export async function sealAnew(ctx: Context, column: SealedColumn, progress: () => void): Promise<Tally> {
  const tally = { done: 0, left: 0 };
  let after = '';
  for (;;) {
    const key = ctx.keyring.present;
    const rows = await rowsOfOthers(ctx.reader, column, key, after);
    const last = rows.at(-1);
    if (!last) return tally;
    after = last.id;
    const opened = rows.map((row) => ({ ...row, ...sealedAnew(ctx.keyring, key, column, row) }));
    const ready = opened.filter(({ anew }) => anew !== null);
    tally.left += opened.length - ready.length;
    await ctx.write(rotationActor, async (tx) => {
      for (const { id, sealed, anew } of ready) await replace(tx, column, id, sealed, anew ?? '');
    });
    tally.done += ready.length;
    progress();
  }
}

/** Null when the text does not open. It is damaged, and no key mends that. */
function sealedAnew(
  keyring: Keyring,
  key: SecretKey,
  column: SealedColumn,
  { id, also, sealed }: SealedRow,
): { anew: string | null } {
  const context = column.context(id, also);
  try {
    return { anew: key.seal(context, keyring.unseal(context, sealed)) };
  } catch {
    return { anew: null };
  }
}

async function rowsOfOthers(
  reader: Reader,
  { table, key, column, also, atATime: limit = atATime }: SealedColumn,
  present: SecretKey,
  after: string,
): Promise<readonly SealedRow[]> {
  const own = sealedBy(present.id);
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(key)} as id, ${sql.ref(column)} as sealed, ${sql.ref(also ?? key)} as also
    from ${sql.table(table)}
    where ${sql.ref(column)} is not null and substr(${sql.ref(column)}, 1, ${sql.lit(own.length)}) <> ${own}
      and ${sql.ref(key)} > ${after}
    order by ${sql.ref(key)} limit ${sql.lit(limit)}
  `.execute(reader);
  return rows;
}

const replace = (tx: Tx, { table, key, column }: SealedColumn, id: string, from: string, to: string) =>
  sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${to}
    where ${sql.ref(key)} = ${id} and ${sql.ref(column)} = ${from}
  `.execute(tx);
