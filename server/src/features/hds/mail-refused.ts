import { jobActor } from '../../kernel/actor.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { openReviewsOf } from './open-review.ts';

const kind = 'hds.mail-refused';

/** A contact's mail server will never take what is sent there: the contact has to be looked at. Done twice, it is opened once. */
export const mailRefusedJob = defineJob<{ email: string }>(kind, (ctx, { payload }) =>
  openReviewsOf(ctx, jobActor(kind), payload.email, 'mail_refused'),
);
