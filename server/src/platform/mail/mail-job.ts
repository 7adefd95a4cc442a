import { jobActor } from '../../kernel/actor.ts';
import { instantOf } from '../../kernel/clock.ts';
import { defineJob } from '../jobs/job.ts';
import { NoLongerNeeded } from '../jobs/no-longer-needed.ts';
import { PermanentFailure } from '../jobs/permanent-failure.ts';
import { hasEnded } from '../links/has-ended.ts';
import { type MailPayload, mailJobKind } from './mailer.ts';

/**
 * Sends one mail. Gathered jobs become one mail for each address and language, because an account may be written to at two
 * addresses. Done twice for the same ids, it is one message with one Message-ID. A mail that exists for its link alone is
 * not sent when the link has ended meanwhile, as after an outage: a dead link would only mislead.
 */
export const mailJob = defineJob<MailPayload>(
  mailJobKind,
  async (ctx, job) => {
    const link = ctx.mailer.onlyLink(job.payload);
    if (link !== null && (await hasEnded(ctx.reader, link, instantOf(ctx.now()))))
      throw new NoLongerNeeded(`the link in ${job.payload.template} had ended`);
    await ctx.mailer.send([job]).catch(async (error: unknown) => {
      const order = error instanceof PermanentFailure ? ctx.mailer.afterRefusal(job.payload) : null;
      if (order) await ctx.write(jobActor(mailJobKind), (tx) => tx.enqueue(order));
      throw error;
    });
  },
  async (ctx, jobs) => {
    for (const toOne of Map.groupBy(jobs, ({ payload: { to, locale } }) => `${locale} ${to}`).values())
      await ctx.mailer.send(toOne);
  },
);
