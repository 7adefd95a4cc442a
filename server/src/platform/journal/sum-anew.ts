import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../context.ts';
import { rotationActor } from '../secret-key/rotation-actor.ts';
import { CheckpointSum, hashCheckpoint } from './checkpoint.ts';
import { lastCheckpoint, sumOfCovered } from './verify-checkpoints.ts';

/** A server makes few checkpoints meanwhile, so this many attempts are enough. */
const attempts = 20;

/**
 * Makes a checkpoint that covers what the last one did, summed with the secret key in use. Later checkpoints build on it.
 * False when the sum of the last one does not hold, which `journal verify` reports before and after.
 */
export async function sumJournalAnew(ctx: Context): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { present } = ctx.keyring;
    const before = await lastCheckpoint(ctx.reader);
    if (!before) return true;
    const stated = CheckpointSum.read(ctx.keyring, before.sum);
    if (stated?.isBy(present)) return true;
    const found = stated && (await sumOfCovered(ctx.reader, stated.emptied()));
    const anew = await sumOfCovered(ctx.reader, CheckpointSum.empty(present));
    // What is covered only changes with a checkpoint. When none came meanwhile, both sums cover the same.
    const after = await lastCheckpoint(ctx.reader);
    if (after?.nth !== before.nth) continue;
    if (!stated || !found || !stated.equals(found.sum) || found.chains !== before.chains) return false;
    const put = await ctx.write(rotationActor, async (tx) => {
      const checkpoint = {
        nth: before.nth + 1,
        at: instantOf(ctx.now()),
        chains: before.chains,
        sum: anew.sum.toString(),
      };
      const hash = hashCheckpoint(before.hash, checkpoint);
      const row = await tx
        .insertInto('journal_checkpoints')
        .values({ ...checkpoint, hash, signature: (await tx.key()).signHead(hash) })
        .onConflict((conflict) => conflict.column('nth').doNothing())
        .returning('nth')
        .executeTakeFirst();
      return row !== undefined;
    });
    if (put) return true;
  }
  throw new Error('checkpoints of the journal come faster than they can be summed anew');
}
