import { defineJob } from '../jobs/job.ts';
import { type MailPayload, mailJobKind } from './mailer.ts';

/** Sends one mail. Done twice for one id, it is one message with one Message-ID. */
export const mailJob = defineJob<MailPayload>(mailJobKind, async (ctx, job) => {
  await ctx.mailer.send(job.id, job.createdAt, job.payload);
});
