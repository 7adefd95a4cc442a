import type { Database } from '../../db/open.ts';
import type { Context } from '../context.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { platformJournal } from '../journal/append.ts';
import { signJournalAnew } from '../journal/sign-anew.ts';
import { sumJournalAnew } from '../journal/sum-anew.ts';
import { endReplacing, keyFactsOf, putNextKey } from './key-facts.ts';
import { rotationActor } from './rotation-actor.ts';
import { type SealedColumn, sealAnew } from './sealed-column.ts';

/** The result of a rotation. */
export interface Rotation {
  readonly sealed: number;
  readonly signed: number;
  /** How many texts neither key opened. */
  readonly damaged: number;
  /** How many signatures did not hold; one more if the sum of the last checkpoint did not. */
  readonly unsigned: number;
}

/** Makes the database use the next key. False when somebody else was first. */
export function beginRotation(ctx: Context, next: SecretKey): Promise<boolean> {
  // Read before the write: a repeated write would already find the next key in use.
  const before = ctx.keyring.present;
  return ctx.write(rotationActor, async (tx) => {
    if (!(await putNextKey(tx, ctx.keyring, before, next))) return false;
    await tx.record({
      type: 'secret_key_rotated',
      accountId: platformJournal,
      data: { before: before.id, since: next.id },
    });
    return true;
  });
}

/**
 * Seals and signs with the key in use everything that the previous key sealed or signed, while nodes serve. When this
 * resolves, nothing needs the previous key any more. Ended at any moment, it can be run again and goes on where it was.
 *
 * @param progress is called with the number of steps so far.
 */
export async function finishRotation(
  ctx: Context,
  database: Database,
  columns: readonly SealedColumn[],
  progress: (done: number) => void,
): Promise<Rotation> {
  // Writes that begin now see which key is in use. After this, everything that earlier writes made with the previous key is
  // committed.
  await database.settled();
  const { check, replacing } = await keyFactsOf(ctx.reader);
  ctx.keyring.use(check ?? '');
  let [sealed, signed, damaged, seen] = [0, 0, 0, 0];
  const tell = () => progress(++seen);
  for (const column of columns) {
    const { done, left } = await sealAnew(ctx, column, tell);
    sealed += done;
    damaged += left;
  }
  const sumHolds = await sumJournalAnew(ctx);
  const signatures = await signJournalAnew(ctx, tell);
  signed += signatures.done;
  if (replacing !== null) await ctx.write(rotationActor, (tx) => endReplacing(tx, replacing));
  await ctx.forget();
  return { sealed, signed, damaged, unsigned: signatures.left + (sumHolds ? 0 : 1) };
}
