import { jobActor } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import type { Sweep } from '../../../platform/jobs/housekeeping.ts';
import { isWaiting } from '../../../platform/jobs/is-waiting.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { accountsWithBareCodes, bareCodes, swapCode } from './queries.ts';

const kind = 'two-factor.stretch-codes';
const actor = jobActor(kind);

/** Each account takes up to ten hashes: together a few seconds of one core. */
const accountsAtATime = 10;

/**
 * Older recovery codes had 50 bits and were kept as a plain HMAC. Somebody who has a backup and its key can try billions of
 * them. This job stretches the kept hashes with argon2id, an account at a time; the codes stay the same. After an interruption
 * it goes on with what is left.
 */
export const stretchCodesJob = defineJob<{ after: string }>(kind, async (ctx, { payload }) => {
  const ids = await accountsWithBareCodes(ctx.reader, payload.after, accountsAtATime);
  for (const id of ids) await stretchCodes(ctx, id);
  const last = ids.at(-1);
  if (last === undefined) return;
  await ctx.write(actor, (tx) => tx.enqueue(stretchCodesJob.order({ after: last }, null)));
  // The former hashes must not stay in the database's files.
  await ctx.forget();
});

/** Starts the job when there is something to do and no such job is waiting. */
export const stretchCodesSweep: Sweep = async (tx) => {
  const [one] = await accountsWithBareCodes(tx, '', 1);
  if (one !== undefined && !(await isWaiting(tx, kind)))
    await tx.enqueue(stretchCodesJob.order({ after: '' }, null));
};

async function stretchCodes(ctx: Context, accountId: string): Promise<void> {
  const swaps: { id: string; from: string; to: string }[] = [];
  // All of an account's codes get one salt. They are hashed one after another, so that sign-ins have the other cores.
  for (const { id, code_hash } of await bareCodes(ctx.reader, accountId))
    swaps.push({ id, from: code_hash, to: await ctx.hasher.stretch(code_hash, swaps[0]?.to ?? null) });
  await ctx.write(actor, async (tx) => {
    if (!(await lockAccount(tx, accountId))) return;
    let swapped = 0;
    // A code that was used, renewed or stretched elsewhere meanwhile is left alone.
    for (const swap of swaps) if (await swapCode(tx, swap)) swapped++;
    if (swapped > 0) await tx.record({ type: 'recovery_codes_rehashed', accountId, data: {} });
  });
}
