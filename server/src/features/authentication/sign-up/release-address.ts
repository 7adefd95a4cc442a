import { jobActor } from '../../../kernel/actor.ts';
import { days } from '../../../kernel/clock.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { lockAccount, releaseAddress } from '../../accounts/feature.ts';

/**
 * Releases an address that nobody confirmed within a week of the sign-up (docs/rules.md#release-of-an-unconfirmed-address), so
 * that its real owner can sign up. The account itself stays, and can claim the address again by confirming it.
 */
const job = defineJob<Record<string, never>>('sign-up.release-address', async (ctx, { accountId }) => {
  await ctx.write(jobActor('sign-up.release-address'), async (tx) => {
    const account = accountId === null ? undefined : await lockAccount(tx, accountId);
    if (!account || account.email_confirmed_at !== null || account.email_key === null) return;
    await releaseAddress(tx, account);
    await tx.record({ type: 'email_released', accountId: account.id, data: {} });
  });
});

export const releaseAddressJob = { ...job, delay: days(7) };
