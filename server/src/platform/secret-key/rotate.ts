import type { Database } from '../../db/open.ts';
import type { Context } from '../context.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { platformJournal } from '../journal/append.ts';
import { signJournalAnew } from '../journal/sign-anew.ts';
import { sumJournalAnew } from '../journal/sum-anew.ts';
import { endReplacing, keyFactsOf, putNextKey } from './key-facts.ts';
import { rotationActor } from './rotation-actor.ts';
import { type SealedColumn, sealAnew } from './sealed-column.ts';

/** What a rotation came to. */
export interface Rotation {
  readonly sealed: number;
  readonly signed: number;
  /** Texts that opened with neither key. */
  readonly damaged: number;
  /** Signatures, and the sum of the last checkpoint, that did not hold. */
  readonly unsigned: number;
}

/** From here on the database is used with the next key. False when somebody else was first. */
export function beginRotation(ctx: Context, next: SecretKey): Promise<boolean> {
  // As it is now: a write that is repeated has taken the next one into use.
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
 * Makes anew with the key in use whatever the one before sealed or signed, while nodes serve. When it resolves, nothing needs
 * the one before any more. Ended at any moment, it goes on where it was.
 *
 * @param progress is told how much was made anew.
 */
export async function finishRotation(
  ctx: Context,
  database: Database,
  columns: readonly SealedColumn[],
  progress: (done: number) => void,
): Promise<Rotation> {
  // Those that begin now see which key is in use; what earlier ones write with the one before is there after this.
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
