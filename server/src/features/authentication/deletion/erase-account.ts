import { jobActor } from '../../../kernel/actor.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { erase } from '../../../platform/personal-data.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { recipientsOf } from '../email-change/feature.ts';
import { eraseKind } from './confirm-deletion.ts';
import { erasedMail } from './mails.ts';
import { markErased } from './queries.ts';

/**
 * Erases an account: every feature removes what it holds, in one transaction, and a tombstone without personal
 * data ends its journal. Done twice, or after an undo, it does nothing.
 */
export const eraseAccountJob = defineJob<{ id: string }>(eraseKind, async (ctx, job) => {
  await ctx.write(jobActor(eraseKind), async (tx) => {
    const account = job.accountId === null ? undefined : await lockAccount(tx, job.accountId);
    if (!account || !(await markErased(tx, job.payload.id))) return;
    const recipients = await recipientsOf(tx, account, tx.now);
    for (const data of ctx.personal) await erase(data, tx, account.id);
    await tx.record({ type: 'account_erased', accountId: account.id, data: {} });
    // Nobody's by now: the job that sends it is emptied when it is done.
    for (const recipient of recipients) {
      await tx.enqueue(erasedMail.to(recipient && { ...recipient, accountId: null }, { at: tx.now }));
    }
  });
  await ctx.forget();
});
