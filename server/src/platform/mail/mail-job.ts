import { defineJob } from '../jobs/job.ts';
import { type MailPayload, mailJobKind } from './mailer.ts';

/**
 * Sends one mail; of gathered ones, one to each reader in each language: an account may be written to at two addresses.
 * Done twice for the same ids, it is one message with one Message-ID.
 */
export const mailJob = defineJob<MailPayload>(
  mailJobKind,
  (ctx, job) => ctx.mailer.send([job]),
  async (ctx, jobs) => {
    for (const toOne of Map.groupBy(jobs, ({ payload: { to, locale } }) => `${locale} ${to}`).values())
      await ctx.mailer.send(toOne);
  },
);
